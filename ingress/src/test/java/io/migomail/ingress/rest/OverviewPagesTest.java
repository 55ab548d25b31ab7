package io.migomail.ingress.rest;

import static io.migomail.ingress.rest.MessageFixture.HOSTILE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.LatencySketch;
import io.migomail.analytics.LatencyStage;
import io.migomail.analytics.StatsGroup;
import io.migomail.analytics.WindowCount;
import io.migomail.analytics.WindowFigures;
import io.migomail.analytics.WindowQuery;
import io.migomail.control.UserRole;
import io.migomail.core.record.Alert;
import io.migomail.core.record.AlertFigures;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is going on now. */
class OverviewPagesTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Browser browser;

    private String get(UserRole role, String query) throws Exception {
        browser = Browser.signedIn(api, role);
        HttpResponse<String> answer = browser.get(browser.page("") + query);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    @Test
    void newAccountIsToldWhatToDoNext() throws Exception {
        String page = get(UserRole.OWNER, "");
        assertTrue(page.contains("Getting started"), page);
        assertTrue(page.contains("<li class=\"done\"><span aria-hidden=\"true\">✓</span> Verify a domain"), page);
        assertTrue(page.contains("href=\"" + browser.page("/webhooks") + "\">Let a webhook"), page);
    }

    @Test
    void viewerIsNotToldToMakeKeys() throws Exception {
        String page = get(UserRole.VIEWER, "");
        assertTrue(page.contains("Getting started") && !page.contains("Make an API key"), page);
    }

    @Test
    void figuresAreThoseOfTheApplicationAlone() throws Exception {
        String page = get(UserRole.OWNER, "");
        assertTrue(page.contains("Nothing waits.") && page.contains("a second"), page);
        for (String id : List.of("outcomes", "total", "queue", "render", "dispatch", "accept")) {
            assertTrue(page.contains("id=\"table-" + id + "\""), id + " has a table");
        }
        assertEquals(2, api.store.windowQueries.size());
        for (WindowQuery query : api.store.windowQueries) {
            assertEquals(List.of(api.first.application().getId()), query.applications());
        }
    }

    @Test
    void eachPartIsAskedForAlone() throws Exception {
        String now = get(UserRole.OWNER, "?part=now");
        assertTrue(now.contains("id=\"now\"") && !now.contains("id=\"day\""), now);
        assertEquals(1, api.store.windowQueries.size());
        String day = browser.get(browser.page("") + "?part=day").body();
        assertTrue(day.contains("id=\"day\"") && !day.contains("id=\"now\""), day);
    }

    @Test
    void figuresAreThoseOfTheWindows() throws Exception {
        LatencySketch total = new LatencySketch();
        total.add(40);
        long hour = api.time.wallMillis() / 3_600_000 * 3_600_000;
        api.store.windows.add(new WindowFigures(
                new StatsGroup(hour, List.of()),
                Map.of(WindowCount.SENT, 1_200L, WindowCount.DELIVERED, 1_100L),
                Map.of(LatencyStage.TOTAL, total)));
        String page = get(UserRole.OWNER, "");
        assertTrue(page.contains("<dt>Sent</dt><dd>1,200</dd>"), page);
        assertTrue(page.contains("<th scope=\"row\">Total</th><td class=\"num\">40 ms</td>"), page);
    }

    @Test
    void failuresAreShownAsText() throws Exception {
        MessageFixture.send(
                        api,
                        "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"x\"}")
                .found(HOSTILE, "t");
        String page = get(UserRole.OWNER, "");
        assertTrue(page.contains("Latest failures") && page.contains("&lt;script&gt;alert(1)"), page);
        assertFalse(page.contains("<script>alert"), page);
        assertEquals(page.indexOf("&lt;script&gt;alert(1)"), page.lastIndexOf("&lt;script&gt;alert(1)"), "told once");
    }

    private void alert(String id, String account, String application, String environment, long resolvedAt)
            throws InterruptedException {
        Alert alert = Alert.newBuilder()
                .setId(id)
                .setAccountId(account)
                .setApplicationId(application)
                .setEnvironment(environment)
                .setKind("slo_burn")
                .setMessageClass("critical")
                .setOpenedAt(1)
                .setResolvedAt(resolvedAt)
                .setFigures(AlertFigures.newBuilder()
                        .setBurnRate(20)
                        .setWindowSeconds(3600)
                        .setDeliveries(1200)
                        .setMissed(240))
                .build();
        assertTrue(api.control.put(alert, 0).won());
    }

    @Test
    void anAlertOfStuckDeliveriesLeadsToTheirMessages() throws Exception {
        Alert alert = Alert.newBuilder()
                .setId("alt_1")
                .setAccountId(api.first.account().getId())
                .setApplicationId(api.first.application().getId())
                .setEnvironment("live")
                .setKind("stuck_deliveries")
                .setMessageClass("critical")
                .setOpenedAt(1)
                .setFigures(AlertFigures.newBuilder()
                        .setDeliveries(2)
                        .setSince(1)
                        .addMessageIds("msg_1")
                        .addMessageIds("msg_2"))
                .build();
        assertTrue(api.control.put(alert, 0).won());
        String page = get(UserRole.VIEWER, "");
        assertTrue(page.contains("Nothing happened to 2 critical deliveries"), page);
        assertTrue(page.contains("href=\"" + browser.page("/messages/msg_2") + "\""), page);
    }

    @Test
    void openAlertsStandAtTheTopWithTheReportThatTheyAreAbout() throws Exception {
        alert("alt_1", api.first.account().getId(), api.first.application().getId(), "live", 0);
        api.store.away = true;
        String page = get(UserRole.VIEWER, "");
        assertTrue(page.contains("Of 1,200 critical deliveries within 1 h, 240 missed"), page);
        assertTrue(page.indexOf(">Alerts<") < page.indexOf("id=\"day\""), page);
        String report = page.replaceAll("(?s).*href=\"([^\"]*/sla\\?[^\"]*)\".*", "$1");
        assertEquals(browser.page("/sla?class=critical"), report);
        api.store.away = false;
        assertEquals(200, browser.get(report).statusCode());
        assertFalse(browser.get(browser.page("") + "?part=day").body().contains(">Alerts<"), "they are of now");
    }

    @Test
    void noAlertsAreShownWhereNoneIsOpenHere() throws Exception {
        String account = api.first.account().getId();
        String here = api.first.application().getId();
        alert("alt_over", account, here, "live", 2);
        alert("alt_staging", account, TestIngress.STAGING, "live", 0);
        alert("alt_sandbox", account, here, "sandbox", 0);
        alert(
                "alt_foreign",
                api.second.account().getId(),
                api.second.application().getId(),
                "live",
                0);
        String page = get(UserRole.OWNER, "");
        assertFalse(page.contains(">Alerts<") || page.contains("missed the promised"), page);
    }

    @Test
    void withoutTheEventStoreThePageSaysSo() throws Exception {
        api.store.away = true;
        assertTrue(get(UserRole.OWNER, "").contains("The event store does not answer now"), "it says so");
    }
}
