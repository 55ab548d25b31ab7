package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.UserRole;
import io.migomail.core.Setting;
import io.migomail.core.SignInLimits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OidcSignInTest {
    private static final String BEGIN = "/login/oidc";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private FakeIssuer issuer;
    private Ingress node;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        issuer = new FakeIssuer(api.time.wallMillis());
        node = api.another(Map.of(
                Setting.MIGO_OIDC_ISSUER, issuer.url,
                Setting.MIGO_OIDC_CLIENT_ID, FakeIssuer.CLIENT,
                Setting.MIGO_OIDC_CLIENT_SECRET, FakeIssuer.SECRET));
        api.port = node.start();
        Browser.person(api, api.first.account().getId(), "ana@first.example", UserRole.DESIGNER);
        browser = new Browser(api);
    }

    @AfterEach
    void stop() {
        node.close();
        issuer.close();
    }

    private static String location(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** Where the browser comes back to after a person has signed in at the issuer. */
    private String back() throws Exception {
        return issuer.authorize(location(browser.get(BEGIN)));
    }

    private HttpResponse<String> signIn() throws Exception {
        return browser.get(back());
    }

    private boolean isIn() throws Exception {
        return browser.get(browser.page("")).statusCode() == 200;
    }

    private void refused(String why) throws Exception {
        HttpResponse<String> answer = signIn();
        assertEquals(401, answer.statusCode(), why);
        assertTrue(answer.body().contains("did not say who you are"), why + answer.body());
        assertFalse(isIn(), why);
    }

    @Test
    void whoWasInvitedIsSignedInByTheIssuer() throws Exception {
        assertTrue(browser.get("/login").body().contains("Sign in with 127.0.0.1"));
        String target = browser.page("/settings");
        String asked = location(browser.get(BEGIN + "?next=" + target));
        Map<String, String> query = FakeIssuer.query(java.net.URI.create(asked).getRawQuery());
        assertTrue(asked.startsWith(issuer.url + "/authorize?kind=people&"), asked);
        assertEquals("openid email", query.get("scope"));
        assertEquals("code", query.get("response_type"));
        assertTrue(query.get("redirect_uri").endsWith("/login/oidc/callback"), asked);
        String done = location(browser.get(issuer.authorize(asked)));
        assertEquals(target, location(browser.get(done)));
        assertFalse(browser.cookies.containsKey("migo_oidc"), "over");
        HttpResponse<String> page = browser.get(target);
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("ana@first.example"));
    }

    @Test
    void bothKindsOfSignatureAndOfClientAuthenticationHold() throws Exception {
        issuer.elliptic = true;
        issuer.discovery =
                told -> told.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
        location(signIn());
        assertTrue(isIn());
    }

    @Test
    void everyClaimThatIsNotAsItMustBeIsRefused() throws Exception {
        long now = api.time.wallMillis() / 1000;
        Map<String, Consumer<ObjectNode>> wrong = new LinkedHashMap<>();
        wrong.put("nonce", claims -> claims.put("nonce", "another"));
        wrong.put("no nonce", claims -> claims.remove("nonce"));
        wrong.put("audience", claims -> claims.put("aud", "another"));
        wrong.put("no audience", claims -> claims.remove("aud"));
        wrong.put(
                "several audiences",
                claims -> claims.putArray("aud").add(FakeIssuer.CLIENT).add("another"));
        wrong.put("authorized party", claims -> claims.put("azp", "another"));
        wrong.put("issuer", claims -> claims.put("iss", issuer.url + "/"));
        wrong.put("expired", claims -> claims.put("exp", now - 61));
        wrong.put("no expiry", claims -> claims.remove("exp"));
        wrong.put("of the future", claims -> claims.put("iat", now + 61));
        wrong.put("of long ago", claims -> claims.put("iat", now - 3600));
        wrong.put("no subject", claims -> claims.remove("sub"));
        wrong.put("unverified", claims -> claims.put("email_verified", false));
        wrong.put("perhaps verified", claims -> claims.put("email_verified", "true"));
        wrong.put("no word of verification", claims -> claims.remove("email_verified"));
        wrong.put("no address", claims -> claims.remove("email"));
        for (Map.Entry<String, Consumer<ObjectNode>> one : wrong.entrySet()) {
            issuer.claims = one.getValue();
            refused(one.getKey());
        }
        issuer.claims = claims -> {};
        location(signIn());
        assertTrue(isIn(), "otherwise it would hold");
    }

    @Test
    void aSignatureThatDoesNotHoldIsRefused() throws Exception {
        issuer.foreignKey = true;
        refused("another key");
        issuer.foreignKey = false;
        issuer.token = text -> text.substring(0, text.lastIndexOf('.') + 1);
        refused("no signature");
        issuer.header = head -> head.put("alg", "none");
        refused("the algorithm none");
        issuer.token = text -> text;
        issuer.header = head -> head.put("alg", "HS256");
        refused("a key that is published taken for a shared secret");
        issuer.header = head -> head.put("alg", "RS512");
        refused("an algorithm that is not agreed on");
        issuer.header = head -> {};
        issuer.token = text -> text.replaceFirst("\\.[^.]{4}", ".eyJj");
        refused("a body that was changed");
    }

    @Test
    void newKeysOfTheIssuerAreReadAgain() throws Exception {
        location(signIn());
        issuer.keyName = "two";
        browser.cookies.clear();
        refused("not at once: keys are read once a minute at most");
        api.time.advance(Duration.ofSeconds(61));
        issuer.claims =
                claims -> claims.put("iat", api.time.wallMillis() / 1000).put("exp", api.time.wallMillis() / 1000 + 60);
        location(signIn());
        assertTrue(isIn());
    }

    @Test
    void aStateIsOfOneBrowserAndAttempt() throws Exception {
        String mine = back();
        Browser other = new Browser(api);
        assertEquals(401, other.get(mine).statusCode(), "of another browser");
        String theirs = location(other.get(BEGIN));
        assertEquals(401, browser.get(issuer.authorize(theirs)).statusCode(), "a sign-in of somebody else");
        assertEquals(0, issuer.exchanges, "no code is redeemed");
    }

    @Test
    void aStateThatWasUsedIsRefusedTooWhereItsCookieWasKept() throws Exception {
        String back = back();
        String kept = browser.cookies.get("migo_oidc");
        location(browser.get(back));
        browser.cookies.clear();
        assertEquals(401, browser.get(back).statusCode());
        browser.cookies.put("migo_oidc", kept);
        assertEquals(401, browser.get(back).statusCode());
        assertEquals(1, issuer.exchanges);
        assertFalse(isIn());
    }

    @Test
    void anAttemptThatIsOldOrForgedIsRefused() throws Exception {
        String back = back();
        api.time.advance(SignInLimits.OIDC_PATIENCE);
        assertEquals(401, browser.get(back).statusCode(), "old");
        back = back();
        for (String forged : new String[] {"x", "a.b.c.d.e", "....", browser.cookies.get("migo_oidc") + "x"}) {
            browser.cookies.put("migo_oidc", forged);
            assertEquals(401, browser.get(back).statusCode(), forged);
        }
        assertEquals(0, issuer.exchanges);
    }

    @Test
    void whoWasNotInvitedIsNobody() throws Exception {
        issuer.claims = claims -> claims.put("email", "eve@first.example");
        HttpResponse<String> answer = signIn();
        assertEquals(401, answer.statusCode());
        assertTrue(answer.body().contains("was invited here"), answer.body());
        assertFalse(answer.body().contains("eve@"), "whose address it is");
        assertEquals(1, api.control.view().users(api.first.account().getId()).size(), "nobody was made");
    }

    @Test
    void whoIsOfSeveralAccountsNamesOne() throws Exception {
        Browser.person(api, api.second.account().getId(), "ana@first.example", UserRole.VIEWER, "usr_ana2");
        HttpResponse<String> answer = signIn();
        assertEquals(401, answer.statusCode());
        assertTrue(answer.body().contains("name yours"), answer.body());
        assertFalse(isIn());
        String begin = BEGIN + "?account=" + api.second.account().getUsername();
        location(browser.get(issuer.authorize(location(browser.get(begin)))));
        assertEquals(404, browser.get(browser.page("")).statusCode(), "of the second account");
        assertEquals(
                200,
                browser.get("/dashboard/" + api.second.application().getId() + "/live")
                        .statusCode());
    }

    @Test
    void whatTheIssuerRefusesSignsNobodyIn() throws Exception {
        String state = back().replaceFirst(".*(state=.*)", "$1");
        HttpResponse<String> answer =
                browser.get("/login/oidc/callback?error=access_denied&error_description=%3Cscript%3E&" + state);
        assertEquals(401, answer.statusCode());
        assertFalse(answer.body().contains("access_denied") || answer.body().contains("%3C"), answer.body());
        answer = browser.get(back() + "&iss=https://another.example");
        assertEquals(401, answer.statusCode(), "an answer of another issuer");
        assertEquals(0, issuer.exchanges);
    }

    @Test
    void discoveryOfAnotherIssuerOrWithoutProtectionIsRefused() throws Exception {
        for (Consumer<ObjectNode> wrong : java.util.List.<Consumer<ObjectNode>>of(
                told -> told.put("issuer", "https://another.example"),
                told -> told.put("token_endpoint", "http://192.0.2.1/token"),
                told -> told.put("authorization_endpoint", "javascript:alert(1)"),
                told -> told.remove("jwks_uri"))) {
            issuer.discovery = wrong;
            HttpResponse<String> answer = browser.get(BEGIN);
            assertEquals(503, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("cannot be asked now"), answer.body());
        }
    }

    @Test
    void leadsToOurPagesOnly() throws Exception {
        String asked = location(browser.get(BEGIN + "?next=https://evil.example/"));
        String done = location(browser.get(issuer.authorize(asked)));
        assertEquals("/dashboard", location(browser.get(done)));
        assertEquals("/dashboard", location(browser.get("/login/oidc/done?next=//evil.example")));
    }

    @Test
    void withoutTheSettingsThereIsNone() throws Exception {
        api.port = api.ownPort();
        assertFalse(browser.get("/login").body().contains("Sign in with"));
        assertEquals(404, browser.get(BEGIN).statusCode());
        for (Map<Setting, String> wrong : java.util.List.of(
                Map.of(Setting.MIGO_OIDC_ISSUER, "https://id.example"),
                Map.of(
                        Setting.MIGO_OIDC_ISSUER, "http://id.example",
                        Setting.MIGO_OIDC_CLIENT_ID, "a",
                        Setting.MIGO_OIDC_CLIENT_SECRET, "b"))) {
            assertThrows(IllegalArgumentException.class, () -> api.another(wrong));
        }
    }
}
