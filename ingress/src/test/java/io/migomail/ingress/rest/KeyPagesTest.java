package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.UserRole;
import io.migomail.core.IsoTime;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The pages of API keys. */
class KeyPagesTest {
    static final String HOSTILE = "<script>alert(1)</script>\"'>";
    private static final Pattern SECRET = Pattern.compile("data-copy=\"(migo_sk_(?:live|sandbox)_[^\"]+)\"");

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Browser owner() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        browser.get(browser.page("/keys/new"));
        return browser;
    }

    private JsonNode made(String body) throws Exception {
        Answer answer = api.post("/v1/api-keys", body);
        assertEquals(201, answer.status(), answer.raw().body());
        return answer.body();
    }

    private static String secret(HttpResponse<String> page) {
        Matcher found = SECRET.matcher(page.body());
        assertTrue(found.find(), page.body());
        return found.group(1);
    }

    private JsonNode key(String id) throws Exception {
        return api.get("/v1/api-keys/" + id).body();
    }

    @Test
    void keyIsMadeShownOnceAndWorks() throws Exception {
        Browser browser = owner();
        HttpResponse<String> page = browser.post(
                browser.page("/keys/new"),
                "name",
                "ci",
                "scopes",
                "messages:send",
                "scopes",
                "templates:read",
                "domains",
                "news.yourapp.com",
                "sources",
                "127.0.0.0/8\r\n10.0.0.1",
                "expires_at",
                "2100-01-01T12:30");
        assertEquals(200, page.statusCode(), page.body());
        String secret = secret(page);
        assertEquals(200, api.call("GET", "/v1/templates", secret, null).status());
        assertTrue(page.body().contains("Bearer " + secret), "the command line");
        assertTrue(page.body().contains("hello@news.yourapp.com"), "sends from the domain that it may");
        HttpResponse<String> list = browser.get(browser.page("/keys"));
        assertFalse(list.body().contains(secret), "shown once");
        JsonNode key = last();
        assertEquals("live", key.path("environment").asText());
        assertEquals("[\"127.0.0.0/8\",\"10.0.0.1\"]", key.path("sources").toString());
        assertEquals("2100-01-01T12:30:00.000Z", key.path("expires_at").asText());
    }

    private JsonNode last() throws Exception {
        for (JsonNode key : api.get("/v1/api-keys?limit=100").body().path("data")) {
            if (key.path("name").asText().equals("ci")) {
                return key;
            }
        }
        throw new AssertionError("no key ci");
    }

    @Test
    void keyIsOfTheEnvironmentOfThePage() throws Exception {
        Browser browser = owner();
        HttpResponse<String> page = browser.post(
                browser.page("/keys/new").replace("/live/", "/sandbox/"), "name", "ci", "scopes", "messages:send");
        assertTrue(secret(page).startsWith("migo_sk_sandbox_"), page.body());
        assertEquals("sandbox", last().path("environment").asText());
    }

    @Test
    void commandLineSendsForTheOneWhoAsked() throws Exception {
        Browser browser = owner();
        HttpResponse<String> page = browser.post(
                browser.page("/keys/new"), "name", "ci", "scopes", "messages:send", "templates", "otp-verification-v3");
        String body =
                page.body().replaceAll("(?s).*-d &#39;(.*?)&#39;</pre>.*", "$1").replace("&quot;", "\"");
        assertTrue(body.contains("\"to\":\"owner@first.example\""), body);
        assertTrue(body.contains("\"template\":\"otp-verification-v3\""), body);
    }

    @Test
    void faultsAreShownAndWhatWasTypedStays() throws Exception {
        Browser browser = owner();
        HttpResponse<String> page = browser.post(
                browser.page("/keys/new"),
                "name",
                HOSTILE,
                "domains",
                HOSTILE,
                "scopes",
                "webhooks:read",
                "sources",
                "x");
        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("The account has no such domain."), page.body());
        assertTrue(page.body().contains("A CIDR block") || page.body().contains("CIDR block"), page.body());
        assertTrue(page.body().contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page.body());
        assertFalse(page.body().contains("<script>alert"), page.body());
        assertTrue(
                page.body().contains("name=\"scopes\" value=\"webhooks:read\" checked"),
                "what was chosen stays chosen");
    }

    @Test
    void listShowsWhatTheApiTells() throws Exception {
        Browser browser = owner();
        made("{\"name\":\"limited\",\"scopes\":[\"stats:read\"],\"domains\":[\"news.yourapp.com\"],"
                + "\"sources\":[\"192.0.2.0/24\"],\"require_signature\":true}");
        String page = browser.get(browser.page("/keys")).body();
        for (String shown :
                new String[] {"limited", "stats:read", "news.yourapp.com", "192.0.2.0/24", "signed requests only"}) {
            assertTrue(page.contains(shown), shown);
        }
    }

    @Test
    void statesAreTold() throws Exception {
        Browser browser = owner();
        String revoked =
                made("{\"name\":\"a\",\"scopes\":[\"stats:read\"]}").path("id").asText();
        api.call("DELETE", "/v1/api-keys/" + revoked, api.first.liveKey(), null);
        String expired = made("{\"name\":\"b\",\"scopes\":[\"stats:read\"],\"expires_at\":\"" + soon() + "\"}")
                .path("id")
                .asText();
        api.time.advance(Duration.ofMinutes(2));
        assertTrue(browser.get(browser.page("/keys/" + revoked)).body().contains(">revoked<"), "revoked");
        assertTrue(browser.get(browser.page("/keys/" + expired)).body().contains(">expired<"), "expired");
        assertFalse(browser.get(browser.page("/keys/" + expired)).body().contains("Save"), "nothing to change");
    }

    private String soon() {
        return IsoTime.text(api.time.wallMillis() + 60_000);
    }

    @Test
    void changeTakesWhatWasGivenAndLeavesAnEndThatWasNotTouched() throws Exception {
        Browser browser = owner();
        JsonNode made = made("{\"name\":\"a\",\"scopes\":[\"stats:read\"],\"sources\":[\"127.0.0.1\"],"
                + "\"expires_at\":\"2100-01-01T12:30:45Z\"}");
        String id = made.path("id").asText();
        String page = browser.get(browser.page("/keys/" + id)).body();
        assertTrue(page.contains("value=\"2100-01-01T12:30\""), page);
        HttpResponse<String> answer = browser.post(
                browser.page("/keys/" + id),
                "name",
                "b",
                "scopes",
                "stats:read",
                "scopes",
                "domains:read",
                "sources",
                "",
                "expires_at",
                "2100-01-01T12:30",
                "expires_before",
                "2100-01-01T12:30");
        assertEquals(303, answer.statusCode(), answer.body());
        JsonNode after = key(id);
        assertEquals("b", after.path("name").asText());
        assertEquals("[\"stats:read\",\"domains:read\"]", after.path("scopes").toString());
        assertEquals(0, after.path("sources").size());
        assertEquals("2100-01-01T12:30:45.000Z", after.path("expires_at").asText());
        browser.post(
                browser.page("/keys/" + id),
                "name",
                "b",
                "scopes",
                "stats:read",
                "expires_at",
                "",
                "expires_before",
                "2100-01-01T12:30");
        assertTrue(key(id).path("expires_at").isNull(), "never");
    }

    @Test
    void changeThatIsRefusedShowsTheKeyAgain() throws Exception {
        Browser browser = owner();
        String id =
                made("{\"name\":\"a\",\"scopes\":[\"stats:read\"]}").path("id").asText();
        HttpResponse<String> answer = browser.post(browser.page("/keys/" + id), "name", "", "scopes", "stats:read");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("The field must not be empty."), answer.body());
        assertEquals("a", key(id).path("name").asText());
    }

    @Test
    void successorIsShownOnceAndTheKeyGoesOnForTheOverlap() throws Exception {
        Browser browser = owner();
        JsonNode made = made("{\"name\":\"a\",\"scopes\":[\"templates:read\"]}");
        String id = made.path("id").asText();
        HttpResponse<String> page = browser.post(browser.page("/keys/" + id + "/rotate"), "overlap_seconds", "3600");
        assertEquals(200, page.statusCode(), page.body());
        assertEquals(200, api.call("GET", "/v1/templates", secret(page), null).status());
        assertEquals(
                200,
                api.call("GET", "/v1/templates", made.path("key").asText(), null)
                        .status());
        String successor = key(id).path("succeeded_by").asText();
        String old = browser.get(browser.page("/keys/" + id)).body();
        assertTrue(old.contains("/keys/" + successor), old);
        assertFalse(old.contains("/rotate"), "it has one");
        assertEquals(409, browser.post(browser.page("/keys/" + id + "/rotate")).statusCode());
    }

    @Test
    void revokedKeyLetsNobodyIn() throws Exception {
        Browser browser = owner();
        JsonNode made = made("{\"name\":\"a\",\"scopes\":[\"templates:read\"]}");
        String revoke = browser.page("/keys/" + made.path("id").asText() + "/revoke");
        assertTrue(
                browser.get(revoke.replace("/revoke", "")).body().contains("data-confirm=\"Revoke the key a?"),
                "it asks first");
        assertEquals(303, browser.post(revoke).statusCode());
        assertEquals(
                401,
                api.call("GET", "/v1/templates", made.path("key").asText(), null)
                        .status());
    }

    @Test
    void keyOfTheOtherEnvironmentIsShownThere() throws Exception {
        Browser browser = owner();
        String id = made("{\"name\":\"a\",\"scopes\":[\"stats:read\"],\"environment\":\"sandbox\"}")
                .path("id")
                .asText();
        HttpResponse<String> answer = browser.get(browser.page("/keys/" + id));
        assertEquals(303, answer.statusCode());
        assertEquals(
                browser.page("/keys/" + id).replace("/live/", "/sandbox/"),
                answer.headers().firstValue("Location").orElse(""));
    }

    @Test
    void developerGivesNobodyEverything() throws Exception {
        String full =
                made("{\"name\":\"full\",\"scopes\":[\"admin\"]}").path("id").asText();
        Browser browser = Browser.signedIn(api, UserRole.DEVELOPER);
        String page = browser.get(browser.page("/keys/new")).body();
        assertTrue(page.contains("name=\"scopes\" value=\"admin\" disabled"), page);
        assertEquals(
                403,
                browser.post(browser.page("/keys/new"), "name", "x", "scopes", "admin")
                        .statusCode());
        String shown = browser.get(browser.page("/keys/" + full)).body();
        assertFalse(shown.contains("/rotate"), "not offered");
        assertEquals(
                403, browser.post(browser.page("/keys/" + full + "/rotate")).statusCode());
    }

    @Test
    void othersSeeNoKeys() throws Exception {
        String id =
                made("{\"name\":\"a\",\"scopes\":[\"stats:read\"]}").path("id").asText();
        for (UserRole role : new UserRole[] {UserRole.VIEWER, UserRole.DESIGNER}) {
            Browser browser = Browser.signedIn(api, role);
            assertFalse(browser.get(browser.page("")).body().contains("/live/keys\""), "not offered");
            assertEquals(403, browser.get(browser.page("/keys")).statusCode());
            assertEquals(403, browser.get(browser.page("/keys/" + id)).statusCode());
            assertEquals(
                    403,
                    browser.post(browser.page("/keys/new"), "name", "x", "scopes", "stats:read")
                            .statusCode());
            assertEquals(
                    403, browser.post(browser.page("/keys/" + id + "/revoke")).statusCode());
        }
        assertFalse(key(id).path("revoked").asBoolean());
    }

    @Test
    void anotherAccountsKeyIsNotThere() throws Exception {
        Browser browser = owner();
        String theirs = api.call(
                        "POST", "/v1/api-keys", api.second.liveKey(), "{\"name\":\"x\",\"scopes\":[\"stats:read\"]}")
                .body()
                .path("id")
                .asText();
        for (String path : new String[] {"/keys/" + theirs, "/keys/key_none"}) {
            assertEquals(404, browser.get(browser.page(path)).statusCode(), path);
            assertEquals(404, browser.post(browser.page(path), "name", "y").statusCode(), path);
            assertEquals(404, browser.post(browser.page(path + "/rotate")).statusCode(), path);
            assertEquals(404, browser.post(browser.page(path + "/revoke")).statusCode(), path);
        }
    }

    @Test
    void hostileNameStaysText() throws Exception {
        Browser browser = owner();
        HttpResponse<String> page = browser.post(browser.page("/keys/new"), "name", HOSTILE, "scopes", "stats:read");
        assertEquals(200, page.statusCode());
        String id = api.get("/v1/api-keys?limit=100").body().path("data").findValues("id").stream()
                .map(JsonNode::asText)
                .filter(each -> named(each, HOSTILE))
                .findFirst()
                .orElseThrow();
        for (String shown : new String[] {
            page.body(),
            browser.get(browser.page("/keys")).body(),
            browser.get(browser.page("/keys/" + id)).body()
        }) {
            assertTrue(shown.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), shown);
            assertFalse(shown.contains("<script>alert"), shown);
        }
    }

    private boolean named(String id, String name) {
        try {
            return key(id).path("name").asText().equals(name);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
