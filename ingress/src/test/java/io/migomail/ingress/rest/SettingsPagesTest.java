package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.UserRole;
import io.migomail.core.record.Session;
import io.migomail.core.record.User;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SettingsPagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'>";
    private static final String NEW = "another horse battery";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private User user(String role) {
        return api.control.view().user("usr_" + role + "@first.example");
    }

    private Browser opened(UserRole role) throws Exception {
        Browser browser = Browser.signedIn(api, role);
        browser.get(browser.page("/settings"));
        return browser;
    }

    @Test
    void whoeverHasSignedInSeesTheirOwn() throws Exception {
        Browser browser = opened(UserRole.VIEWER);
        String page = browser.get(browser.page("/settings")).body();
        for (String part : List.of("viewer@first.example", "127.0.0.1", "Retention days", "<dd>90</dd>", "this one")) {
            assertTrue(page.contains(part), part);
        }
        assertFalse(page.contains("/settings/people\""), "a viewer is not offered the people");
    }

    @Test
    void aNameIsChangedWhateverTheRoleAndStaysText() throws Exception {
        Browser browser = opened(UserRole.VIEWER);
        HttpResponse<String> changed = browser.post(browser.page("/settings/name"), "name", HOSTILE);
        assertEquals(303, changed.statusCode(), changed.body());
        assertEquals(HOSTILE, user("viewer").getName());
        String page = browser.get(browser.page("/settings")).body();
        assertTrue(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), page);
        assertEquals(
                422,
                browser.post(browser.page("/settings/name"), "name", "x".repeat(200))
                        .statusCode());
        String entry = api.get("/v1/audit-logs?resource=usr_viewer@first.example")
                .raw()
                .body();
        assertTrue(entry.contains("\"type\":\"user\",\"id\":\"usr_viewer@first.example\""), entry);
    }

    @Test
    void aNewPasswordSignsOutElsewhereOnly() throws Exception {
        Browser browser = opened(UserRole.DESIGNER);
        Browser other = new Browser(api);
        other.signIn("designer@first.example", Browser.PASSWORD);
        String before = browser.cookies.get("migo_session");
        api.time.advance(Duration.ofSeconds(5));
        HttpResponse<String> changed = browser.post(
                browser.page("/settings/password"), "old_password", Browser.PASSWORD, "password", NEW, "again", NEW);
        assertEquals(303, changed.statusCode(), changed.body());
        assertNotEquals(before, browser.cookies.get("migo_session"), "another secret");
        String next = changed.headers().firstValue("Location").orElseThrow();
        assertTrue(browser.get(next).body().contains("Your password is changed"), next);
        assertEquals(303, other.get(other.page("")).statusCode(), "signed out");
        browser.cookies.put("migo_session", before);
        assertEquals(303, browser.get(browser.page("")).statusCode(), "the old secret is worth nothing");
        assertEquals(303, new Browser(api).signIn("designer@first.example", NEW).statusCode());
    }

    @Test
    void whoDoesNotKnowThePasswordSetsNone() throws Exception {
        Browser browser = opened(UserRole.OWNER);
        String hash = user("owner").getPasswordHash();
        String path = browser.page("/settings/password");
        HttpResponse<String> wrong =
                browser.post(path, "old_password", "not the right one", "password", NEW, "again", NEW);
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("This is not your password."), wrong.body());
        assertFalse(wrong.body().contains(NEW) || wrong.body().contains("not the right one"), "no password is shown");
        assertEquals(
                429,
                browser.post(path, "old_password", Browser.PASSWORD, "password", NEW, "again", NEW)
                        .statusCode(),
                "guessing is slow");
        api.time.advance(Duration.ofSeconds(10));
        assertEquals(422, browser.post(path, "password", NEW, "again", NEW).statusCode());
        assertEquals(
                422,
                browser.post(path, "old_password", Browser.PASSWORD, "password", NEW, "again", "other")
                        .statusCode());
        assertEquals(
                422,
                browser.post(path, "old_password", Browser.PASSWORD, "password", "short", "again", "short")
                        .statusCode());
        assertEquals(hash, user("owner").getPasswordHash());
    }

    @Test
    void sessionsAreEndedOneByOneOrAllOthers() throws Exception {
        Browser browser = opened(UserRole.OWNER);
        Browser second = new Browser(api);
        second.signIn("owner@first.example", Browser.PASSWORD);
        api.time.advance(Duration.ofSeconds(1));
        Browser third = new Browser(api);
        third.signIn("owner@first.example", Browser.PASSWORD);
        List<Session> all = List.copyOf(api.control.view().sessions("usr_owner@first.example"));
        assertEquals(3, all.size());
        String newest = all.stream()
                .reduce((a, b) -> a.getCreatedAt() > b.getCreatedAt() ? a : b)
                .orElseThrow()
                .getId();
        browser.post(browser.page("/settings/sessions"), "id", newest);
        assertEquals(303, third.get(third.page("")).statusCode());
        assertEquals(200, second.get(second.page("")).statusCode());
        browser.post(browser.page("/settings/sessions"), "id", "others");
        assertEquals(303, second.get(second.page("")).statusCode());
        assertEquals(200, browser.get(browser.page("")).statusCode());
    }

    @Test
    void aSessionOfSomebodyElseIsNotEnded() throws Exception {
        Browser owner = opened(UserRole.OWNER);
        Browser viewer = opened(UserRole.VIEWER);
        String id = api.control
                .view()
                .sessions("usr_owner@first.example")
                .iterator()
                .next()
                .getId();
        viewer.post(viewer.page("/settings/sessions"), "id", id);
        assertEquals(200, owner.get(owner.page("")).statusCode());
    }

    @Test
    void whatIsForTheDashboardAloneIsNoApi() throws Exception {
        assertEquals(
                404,
                api.call("PATCH", "/own", api.first.liveKey(), "{\"name\":\"x\"}")
                        .raw()
                        .statusCode());
        assertEquals(
                404,
                api.call("PUT", "/own/password", api.first.liveKey(), "{\"password\":\"x\"}")
                        .raw()
                        .statusCode());
    }

    @Test
    void applicationsAreMadeRenamedAndDeleted() throws Exception {
        Browser browser = opened(UserRole.OWNER);
        String path = browser.page("/settings/applications");
        assertEquals(303, browser.post(path, "name", HOSTILE, "content", "none").statusCode());
        String id = api.control.view().applications(api.first.account().getId()).stream()
                .filter(each -> each.getName().equals(HOSTILE))
                .findFirst()
                .orElseThrow()
                .getId();
        String page = browser.get(path).body();
        assertTrue(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), page);
        assertEquals(
                303,
                browser.post(path + "/" + id, "name", "shop", "content", "full").statusCode());
        assertEquals("shop", api.control.view().application(id).getName());
        assertEquals(303, browser.post(path + "/" + id + "/delete").statusCode());
        HttpResponse<String> used =
                browser.post(path + "/" + api.first.application().getId() + "/delete");
        assertEquals(409, used.statusCode());
        assertTrue(used.body().contains("active API keys"), used.body());
        assertEquals(422, browser.post(path, "name", "", "content", "full").statusCode());
        String theirs = api.second.application().getId();
        assertEquals(
                404,
                browser.post(path + "/" + theirs, "name", "x", "content", "full")
                        .statusCode());
        Browser developer = opened(UserRole.DEVELOPER);
        assertFalse(developer.get(path).body().contains("Delete"));
        assertEquals(
                403,
                developer.post(path + "/" + TestIngress.STAGING + "/delete").statusCode());
    }

    @Test
    void anOperatorOpensAndClosesAccounts() throws Exception {
        Browser browser = opened(UserRole.OWNER);
        String path = browser.page("/settings/accounts");
        HttpResponse<String> made = browser.post(path, "username", "third", "name", HOSTILE, "plan", "enterprise");
        assertEquals(200, made.statusCode(), made.body());
        assertTrue(made.body().contains("data-copy=\"migo_sk_live_"), made.body());
        assertTrue(
                made.body().contains("&lt;script&gt;alert(1)") && !made.body().contains("<script>alert"));
        assertEquals(
                409, browser.post(path, "username", "third", "plan", "standard").statusCode());
        String id = api.control.view().accountByUsername("third").getId();
        assertEquals(303, browser.post(path + "/" + id, "status", "closed").statusCode());
        assertTrue(api.control.view().account(id).getClosedAt() > 0);
        assertEquals(
                303,
                browser.post(path + "/" + id, "name", "Third", "plan", "standard")
                        .statusCode());
        assertEquals("standard", api.control.view().account(id).getPlan());

        Browser.person(api, api.second.account().getId(), "eve@second.example", UserRole.OWNER);
        Browser eve = new Browser(api);
        eve.signIn("eve@second.example", Browser.PASSWORD);
        String theirs = "/dashboard/" + api.second.application().getId() + "/live/settings";
        assertFalse(eve.get(theirs).body().contains("/settings/accounts"));
        assertEquals(404, eve.get(theirs + "/accounts").statusCode());
        assertEquals(
                404, eve.post(theirs + "/accounts/" + id, "status", "active").statusCode());
        assertEquals(
                403,
                eve.post(theirs + "/accounts", "username", "x1", "plan", "standard")
                        .statusCode());
    }
}
