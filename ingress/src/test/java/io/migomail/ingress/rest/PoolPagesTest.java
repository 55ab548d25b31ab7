package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.RefusalCount;
import io.migomail.analytics.StatsCount;
import io.migomail.analytics.StatsCounts;
import io.migomail.analytics.StatsGroup;
import io.migomail.control.UserRole;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.PaceHold;
import io.migomail.core.record.PaceStatus;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolPagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'>";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private IpPool pool;
    private String path;

    @BeforeEach
    void start() {
        pool = of(api.first.account().getId());
        path = "/ip-pools/" + pool.getId();
    }

    private IpPool of(String account) {
        return api.control.view().pools(account, "transactional", "live").get(0);
    }

    private void waits() {
        api.pace.statuses.put(
                "google",
                PaceStatus.newBuilder()
                        .setPaceKey("google|" + pool.getId())
                        .setAt(1)
                        .setBinding("rate")
                        .setSentence(HOSTILE)
                        .setWaitingNormal(4711)
                        .addHolds(PaceHold.newBuilder()
                                .setAddress("203.0.113.1")
                                .setReason("blocked")
                                .setUntil(5_000)
                                .setRefusals(3))
                        .build());
    }

    @Test
    void repliesThatRefusedAreCounted() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.VIEWER);
        assertTrue(browser.get(browser.page(path)).body().contains("None."), "none yet");
        api.store.refusals.put(pool.getId(), List.of(new RefusalCount(1234, 7321, 12), new RefusalCount(0, 1, 0)));
        String page = browser.get(browser.page(path)).body();
        assertTrue(page.contains("<code>1234</code>") && page.contains("321</td><td class=\"num\">12</td>"), page);
        assertTrue(page.contains("no reply"), page);
    }

    @Test
    void aPoolIsChangedAndShownWithItsState() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        browser.get(browser.page(path));
        HttpResponse<String> changed = browser.send(browser.form(
                browser.page(path),
                browser.token,
                "address",
                "203.0.113.1",
                "ehlo_name",
                "out1.example.com",
                "warm_up",
                "warm",
                "address",
                " 203.0.113.2 ",
                "ehlo_name",
                "",
                "warm_up",
                "start",
                "address",
                "",
                "ehlo_name",
                "",
                "warm_up",
                ""));
        assertEquals(303, changed.statusCode(), changed.body());
        waits();
        StatsCounts day = StatsCounts.none(
                new StatsGroup(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(), List.of()));
        day.counts().putAll(Map.of(StatsCount.DELIVERED, 4242L));
        api.store.counts.add(day);
        String page = browser.get(browser.page(path)).body();
        assertTrue(
                page.contains("out1.example.com") && page.contains("4\u202f711") && page.contains("4\u202f242"), page);
        assertTrue(page.contains(">suspended<") && page.contains("google: blocked"), "rests");
        assertTrue(page.contains("Day 1 of 14: up to 50 mails"), "warms up");
        assertTrue(page.contains("&quot;values&quot;:[50.0,100.0,"), "the curve");
        assertTrue(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), page);
        assertTrue(browser.get(browser.page("/ip-pools")).body().contains("203.0.113.2"));
    }

    @Test
    void aPoolIsSuspendedAndResumed() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        String page = browser.get(browser.page(path)).body();
        assertTrue(page.contains("aria-label=\"Suspend the pool\""), page);
        assertFalse(page.contains(">suspended<"), page);
        HttpResponse<String> suspended = browser.post(browser.page(path + "/suspend"));
        assertEquals(303, suspended.statusCode(), suspended.body());
        assertTrue(of(api.first.account().getId()).getSuspendedAt() > 0);
        page = browser.get(browser.page(path)).body();
        assertTrue(page.contains("The pool is suspended.") && page.contains(">suspended</span>"), page);
        assertTrue(page.contains("aria-label=\"Resume the pool\""), page);
        assertTrue(
                page.contains("<td>POST /v1/ip-pools/{id}/suspend</td><td>suspended_at</td>"), "who did it, and when");
        assertTrue(page.contains(browser.page("") + "/audit?resource=" + pool.getId() + "\""), page);
        assertTrue(browser.get(browser.page("/ip-pools")).body().contains(">suspended</span>"), "in the list too");
        browser.post(browser.page(path + "/resume"));
        assertEquals(0, of(api.first.account().getId()).getSuspendedAt());
    }

    @Test
    void anAddressAndADestinationAreSuspendedForThemselves() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        browser.get(browser.page(path));
        browser.post(browser.page(path), "address", "203.0.113.1", "address", "203.0.113.2");
        browser.post(browser.page(path + "/suspend"), "address", "203.0.113.2");
        browser.post(browser.page(path + "/suspend"), "destination", " mx:<b>.example ");
        IpPool stored = of(api.first.account().getId());
        assertEquals(0, stored.getSuspendedAt());
        assertEquals(0, stored.getIps(0).getSuspendedAt());
        assertTrue(stored.getIps(1).getSuspendedAt() > 0);
        assertEquals("mx:<b>.example", stored.getSuspendedDestinations(0).getDestination());
        String page = browser.get(browser.page(path)).body();
        assertTrue(page.contains("aria-label=\"Suspend 203.0.113.1\""), page);
        assertTrue(page.contains("aria-label=\"Resume 203.0.113.2\""), page);
        assertTrue(page.contains("mx:&lt;b&gt;.example") && !page.contains("mx:<b>"), page);
        browser.post(browser.page(path + "/resume"), "address", "203.0.113.2");
        browser.post(browser.page(path + "/resume"), "destination", "mx:<b>.example");
        stored = of(api.first.account().getId());
        assertEquals(0, stored.getIps(1).getSuspendedAt());
        assertEquals(0, stored.getSuspendedDestinationsCount());
    }

    @Test
    void anEmptyFieldSuspendsNothing() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        browser.get(browser.page(path));
        HttpResponse<String> refused = browser.post(browser.page(path + "/suspend"), "destination", " ");
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("The field must not be empty."), refused.body());
        assertEquals(
                422,
                browser.post(browser.page(path + "/suspend"), "address", "203.0.113.9")
                        .statusCode());
        assertEquals(pool, of(api.first.account().getId()));
    }

    @Test
    void aFormWithoutItsTokenSuspendsNothing() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        browser.get(browser.page(path));
        assertEquals(
                403,
                browser.send(browser.form(browser.page(path + "/suspend"), "forged"))
                        .statusCode());
        assertEquals(pool, of(api.first.account().getId()));
    }

    @Test
    void faultsStandBesideTheirRowAndWhatWasGivenIsKept() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        browser.get(browser.page(path));
        HttpResponse<String> refused = browser.post(browser.page(path), "address", HOSTILE, "ehlo_name", "a b");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("An IPv4 or IPv6 address of our own is expected."), refused.body());
        assertTrue(refused.body().contains("value=\"&lt;script&gt;"), refused.body());
        assertEquals(422, browser.post(browser.page(path), "address", "").statusCode(), "no address at all");
        assertEquals(pool, of(api.first.account().getId()));
    }

    @Test
    void anOperatorMakesAPoolForAnAccount() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        String second = api.second.account().getId();
        assertTrue(
                browser.get(browser.page("/ip-pools?account=" + second)).body().contains("New pool"));
        String[] fields = {"account", second, "stream", "marketing", "environment", "live", "address", "203.0.113.7"};
        HttpResponse<String> made = browser.post(browser.page("/ip-pools"), fields);
        assertEquals(303, made.statusCode(), made.body());
        assertEquals(
                "203.0.113.7",
                api.control
                        .view()
                        .pools(second, "marketing", "live")
                        .get(0)
                        .getIps(0)
                        .getAddress());
        assertEquals(409, browser.post(browser.page("/ip-pools"), fields).statusCode());
    }

    @Test
    void whoMayNotChangeOneIsNotOfferedItAndRefused() throws Exception {
        for (UserRole role : List.of(UserRole.VIEWER, UserRole.DEVELOPER)) {
            Browser browser = Browser.signedIn(api, role);
            String page = browser.get(browser.page(path)).body();
            assertTrue(page.contains("IP pool of transactional mail"), page);
            assertFalse(page.contains("Change the addresses"), role.word());
            assertFalse(page.contains("/suspend\""), role.word());
            assertFalse(page.contains("Changes of the pool"), role.word());
            assertEquals(403, browser.post(browser.page(path + "/suspend")).statusCode());
            assertEquals(
                    403,
                    browser.post(browser.page(path), "address", "203.0.113.1").statusCode());
        }
        assertEquals(pool, of(api.first.account().getId()));
    }

    @Test
    void anotherAccountsPoolIsNotThere() throws Exception {
        Browser.person(api, api.second.account().getId(), "eve@second.example", UserRole.OWNER);
        Browser eve = new Browser(api);
        eve.signIn("eve@second.example", Browser.PASSWORD);
        String base = "/dashboard/" + api.second.application().getId() + "/live";
        HttpResponse<String> theirs = eve.get(base + path);
        assertEquals(404, theirs.statusCode());
        assertFalse(eve.get(base + "/ip-pools").body().contains(pool.getId()));
        assertFalse(eve.get(base + "/ip-pools?account=" + api.first.account().getId())
                .body()
                .contains(pool.getId()));
    }
}
