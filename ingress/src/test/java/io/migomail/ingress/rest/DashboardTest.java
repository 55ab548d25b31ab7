package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.EntityKind;
import io.migomail.control.UserRole;
import io.migomail.core.Limits;
import io.migomail.core.record.User;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who gets in, for how long, and what other sites can do. */
class DashboardTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private String secret(Browser browser) {
        return browser.cookies.getOrDefault("migo_session", "");
    }

    @Test
    void whoeverHasNotSignedInIsAskedTo() throws Exception {
        Browser browser = new Browser(api);
        HttpResponse<String> answer = browser.get(browser.page("/messages") + "?status=delivered");
        assertEquals(303, answer.statusCode());
        assertTrue(location(answer).startsWith("/login?next=%2Fdashboard%2F"), location(answer));
        assertEquals(200, browser.get(location(answer)).statusCode());
    }

    @Test
    void passwordLeadsToThePageThatWasAskedFor() throws Exception {
        Browser.person(api, api.first.account().getId(), "ana@first.example", UserRole.OWNER);
        Browser browser = new Browser(api);
        HttpResponse<String> answer = browser.post(
                "/login",
                "email",
                "Ana@First.example",
                "password",
                Browser.PASSWORD,
                "next",
                browser.page("/settings"));
        assertEquals(303, answer.statusCode());
        assertEquals(browser.page("/settings"), location(answer));
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
        assertTrue(cookie.contains("Secure"), "the public URL is https");
    }

    @Test
    void signingInLeadsToNoOtherSite() throws Exception {
        Browser.person(api, api.first.account().getId(), "ana@first.example", UserRole.OWNER);
        for (String next :
                new String[] {"https://evil.example/", "//evil.example", "/dashboard\\evil", "/v1/messages"}) {
            HttpResponse<String> answer = new Browser(api)
                    .post("/login", "email", "ana@first.example", "password", Browser.PASSWORD, "next", next);
            assertEquals("/dashboard", location(answer), next);
        }
    }

    @Test
    void wrongPasswordAndUnknownAddressAreToldAlike() throws Exception {
        Browser.person(api, api.first.account().getId(), "ana@first.example", UserRole.OWNER);
        HttpResponse<String> wrong = new Browser(api).signIn("ana@first.example", "wrong");
        api.time.advance(Duration.ofMinutes(1));
        HttpResponse<String> unknown = new Browser(api).signIn("ana@first.exampl", "wrong");
        assertEquals(401, wrong.statusCode());
        assertEquals(401, unknown.statusCode());
        assertEquals(
                wrong.body().replace("ana@first.example", ""), unknown.body().replace("ana@first.exampl", ""));
    }

    @Test
    void guessingWaits() throws Exception {
        Browser.person(api, api.first.account().getId(), "ana@first.example", UserRole.OWNER);
        assertEquals(401, new Browser(api).signIn("ana@first.example", "wrong").statusCode());
        assertEquals(
                429,
                new Browser(api).signIn("ana@first.example", Browser.PASSWORD).statusCode());
        api.time.advance(Duration.ofSeconds(10));
        assertEquals(
                303,
                new Browser(api).signIn("ana@first.example", Browser.PASSWORD).statusCode());
    }

    @Test
    void oneAddressOfTwoAccountsNamesItsAccount() throws Exception {
        Browser.person(api, api.first.account().getId(), "ana@both.example", UserRole.OWNER);
        User second = Browser.person(api, api.second.account().getId(), "ana@both.example.2", UserRole.OWNER);
        api.control.put(
                second.toBuilder().setEmail("ana@both.example").build(),
                api.control.version(EntityKind.USER, second.getId()));
        Browser browser = new Browser(api);
        HttpResponse<String> asked = browser.signIn("ana@both.example", Browser.PASSWORD);
        assertEquals(401, asked.statusCode());
        assertTrue(asked.body().contains("name=\"account\""), asked.body());
        HttpResponse<String> in =
                browser.post("/login", "email", "ana@both.example", "password", Browser.PASSWORD, "account", "second");
        assertEquals(303, in.statusCode());
        assertTrue(
                location(browser.get("/dashboard"))
                        .contains(api.second.application().getId()),
                "second's application");
    }

    @Test
    void signingInAgainGivesAnotherSecretAndEndsTheFirst() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        String first = secret(browser);
        browser.signIn("owner@first.example", Browser.PASSWORD);
        assertNotEquals(first, secret(browser));
        assertEquals(
                303,
                new Browser(api)
                        .get(browser.page(""), "Cookie", "migo_session=" + first)
                        .statusCode());
    }

    @Test
    void secretThatNobodyGaveOpensNothing() throws Exception {
        Browser browser = new Browser(api);
        assertEquals(
                303,
                browser.get(browser.page(""), "Cookie", "migo_session=chosen").statusCode());
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        String secret = secret(browser);
        assertEquals(200, browser.get(browser.page("")).statusCode());
        assertEquals("/login", location(browser.post("/logout")));
        assertEquals(
                303,
                new Browser(api)
                        .get(browser.page(""), "Cookie", "migo_session=" + secret)
                        .statusCode());
    }

    @Test
    void sessionEndsByItself() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        api.time.advance(Limits.SESSION_LIFE.minusSeconds(1));
        assertEquals(200, browser.get(browser.page("")).statusCode());
        api.time.advance(Duration.ofSeconds(2));
        assertEquals(303, browser.get(browser.page("")).statusCode());
    }

    @Test
    void newPasswordSignsOut() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        api.time.advance(Duration.ofSeconds(1));
        String user = "/v1/users/usr_owner@first.example";
        assertEquals(
                200,
                api.call("PATCH", user, api.first.liveKey(), "{\"password\":\"another horse battery\"}")
                        .status());
        assertEquals(303, browser.get(browser.page("")).statusCode());
    }

    @Test
    void whoeverIsDeletedIsOut() throws Exception {
        Browser.person(api, api.first.account().getId(), "other@first.example", UserRole.OWNER);
        Browser browser = Browser.signedIn(api, UserRole.VIEWER);
        assertEquals(200, browser.get(browser.page("")).statusCode());
        api.call("DELETE", "/v1/users/usr_viewer@first.example", api.first.liveKey(), null);
        assertEquals(303, browser.get(browser.page("")).statusCode());
    }

    @Test
    void anotherAccountsApplicationIsNotThere() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        String theirs = "/dashboard/" + api.second.application().getId() + "/live";
        HttpResponse<String> answer = browser.get(theirs);
        assertEquals(404, answer.statusCode());
        assertEquals(browser.get("/dashboard/app_none/live").body(), answer.body());
    }

    @Test
    void formOfAnotherSiteIsRefused() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        browser.get(browser.page(""));
        String own = browser.token;
        assertFalse(own.isEmpty());
        assertEquals(403, browser.send(browser.form("/logout", "")).statusCode());
        assertEquals(
                403,
                browser.send(browser.form("/logout", own), "Sec-Fetch-Site", "cross-site")
                        .statusCode());
        assertEquals(
                403,
                browser.send(browser.form("/logout", own), "Origin", "https://evil.example")
                        .statusCode());
        Browser other = new Browser(api);
        Browser.person(api, api.first.account().getId(), "ben@first.example", UserRole.OWNER);
        other.signIn("ben@first.example", Browser.PASSWORD);
        other.get(other.page(""));
        assertEquals(403, browser.send(browser.form("/logout", other.token)).statusCode());
        assertEquals(200, browser.get(browser.page("")).statusCode(), "still signed in");
    }

    @Test
    void signingInForSomebodyElsesSiteIsRefused() throws Exception {
        Browser.person(api, api.first.account().getId(), "ana@first.example", UserRole.OWNER);
        Browser browser = new Browser(api);
        HttpResponse<String> answer = browser.send(
                browser.form("/login", "", "email", "ana@first.example", "password", Browser.PASSWORD),
                "Origin",
                "https://evil.example");
        assertEquals(403, answer.statusCode());
    }

    @Test
    void pagesLoadNothingFromElsewhereAndRunNoScriptOfTheirOwn() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        for (String path : new String[] {"/login", browser.page(""), browser.page("/nothing")}) {
            HttpResponse<String> page = browser.get(path);
            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            if (page.statusCode() == 303) {
                continue;
            }
            assertTrue(policy.contains("default-src 'none'"), path + ": " + policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(page.body().matches("(?s).*<script(?![^>]*src=)[^>]*>.*"), "an inline script");
            assertFalse(page.body().contains(" style="), "an inline style");
        }
    }

    @Test
    void filesAreKeptByTheirFingerprint() throws Exception {
        Browser browser = new Browser(api);
        String page = browser.get("/login").body();
        String css = page.replaceAll("(?s).*href=\"(/assets/[0-9a-f]+/app.css)\".*", "$1");
        HttpResponse<String> file = browser.get(css);
        assertEquals(200, file.statusCode());
        assertEquals("text/css;charset=utf-8", contentType(file));
        assertTrue(file.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
        assertEquals(404, browser.get("/assets/0/vendor/README.md").statusCode());
        assertEquals(404, browser.get("/assets/0/..%2Fpages%2Flogin.ftlh").statusCode());
    }

    private static String contentType(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("").replace(" ", "");
    }
}
