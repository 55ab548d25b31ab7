package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.LatencyStage;
import io.migomail.analytics.SlaRow;
import io.migomail.analytics.Spread;
import io.migomail.analytics.StatsDimension;
import io.migomail.analytics.StatsGroup;
import io.migomail.analytics.StatsLatency;
import io.migomail.analytics.StatsQuery;
import io.migomail.control.UserRole;
import io.migomail.core.record.Application;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SlaPagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'>";
    private static final Spread SPREAD = new Spread(980, 310, 740, 1210, 65_400);

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private static SlaRow row(String application, String messageClass) {
        Map<SlaRow.Outcome, Long> outcomes = new EnumMap<>(SlaRow.Outcome.class);
        for (SlaRow.Outcome outcome : SlaRow.Outcome.values()) {
            outcomes.put(outcome, outcome == SlaRow.Outcome.DELIVERED ? 12_345L : 7L);
        }
        return new SlaRow(
                application,
                messageClass,
                12_000,
                13_000,
                outcomes,
                new SlaRow.Times(12_340, SPREAD, SPREAD, new Spread(12, 1, 2, 3, 4), 720_000));
    }

    private void found(String application) {
        api.store.sla.clear();
        api.store.sla.addAll(List.of(row(application, "critical"), row("", "")));
        long day = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
        api.store.latency.add(
                new StatsLatency(new StatsGroup(day, List.of(HOSTILE)), 980, Map.of(LatencyStage.TOTAL, SPREAD)));
    }

    private StatsQuery.Scope asked() {
        return api.store.slaQueries.get(api.store.slaQueries.size() - 1).scope();
    }

    @Test
    void aMonthIsShownWithItsFigures() throws Exception {
        found(api.first.application().getId());
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        HttpResponse<String> page = browser.get(browser.page("/sla?month=2026-01&application=all&class=critical"));
        assertEquals(200, page.statusCode(), page.body());
        for (String figure :
                List.of("99.9595 %", "12\u202f340 met, 5 missed", "310 ms", "1.21 s", "1.1 min", "12 min in all")) {
            assertTrue(page.body().contains(figure), figure);
        }
        assertEquals(Map.of(StatsDimension.CLASS, "critical"), asked().filters());
        assertEquals(2, asked().applications().size(), "all of the account's");
        assertTrue(page.body().contains("hx-get=\"" + browser.page("/sla/stages?month=2026-01")), page.body());
    }

    @Test
    void withoutAChoiceItIsAboutThisApplicationAndMonth() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.VIEWER);
        HttpResponse<String> page = browser.get(browser.page("/sla"));
        assertEquals(200, page.statusCode());
        assertEquals(List.of(api.first.application().getId()), asked().applications());
        assertFalse(page.body().contains("name=\"application\""), "a viewer sees one application");
        assertTrue(page.body().contains("Nothing was sent in this time."));
    }

    @Test
    void whatIsNoMonthIsSaidInItsPlace() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        HttpResponse<String> page = browser.get(browser.page("/sla?month=%22%3E%3Cscript%3E"));
        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("A month such as 2026-11 is expected."));
        assertTrue(page.body().contains("value=\"&quot;&gt;&lt;script&gt;\""), page.body());
        assertEquals(List.of(), api.store.slaQueries);
    }

    @Test
    void stagesDaysAndProvidersComeWithTheirChart() throws Exception {
        found(api.first.application().getId());
        Browser browser = Browser.signedIn(api, UserRole.DESIGNER);
        String part = browser.get(browser.page("/sla/stages?month=2026-01")).body();
        assertTrue(part.contains("data-chart=\"{&quot;unit&quot;:&quot;ms&quot;,&quot;at&quot;:[1767225600]"), part);
        assertTrue(part.contains("<td>2026-01-01</td>"));
        assertTrue(part.contains("By mailbox provider"));
        assertFalse(part.contains("<script>alert"), "a provider's name is text");
        assertTrue(part.contains("&lt;script&gt;alert(1)"), part);
    }

    @Test
    void namesStayTextOnEveryPage() throws Exception {
        api.control.put(
                Application.newBuilder()
                        .setId("app_named")
                        .setAccountId(api.first.account().getId())
                        .setName(HOSTILE)
                        .build(),
                0);
        found("app_named");
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        for (String path : List.of("/sla?application=app_named", "/sla/print?application=app_named")) {
            HttpResponse<String> page = browser.get(browser.page(path));
            assertEquals(200, page.statusCode(), path);
            assertTrue(page.body().contains("&lt;script&gt;alert(1)"), path);
            assertFalse(page.body().contains("<script>alert"), path);
            assertTrue(page.headers().firstValue("Content-Security-Policy").isPresent(), path);
        }
    }

    @Test
    void aPageForPaperHasAllOfIt() throws Exception {
        found(api.first.application().getId());
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        String page = browser.get(browser.page("/sla/print?month=2026-01&application=all"))
                .body();
        for (String part : List.of(
                "SLA report of 2026-01",
                "first",
                "By application and class",
                "Stages of what was accepted",
                "By day")) {
            assertTrue(page.contains(part), part);
        }
        assertFalse(page.contains("class=\"side\""), "no navigation on paper");
        assertTrue(page.contains("/print.css"));
    }

    @Test
    void filesAreWhatTheApiGives() throws Exception {
        found(api.first.application().getId());
        Browser browser = Browser.signedIn(api, UserRole.VIEWER);
        HttpResponse<String> json = browser.get(browser.page("/sla/report.json?month=2026-01"));
        assertEquals(api.get("/v1/reports/sla?month=2026-01").body().toString(), json.body());
        assertEquals("attachment; filename=\"sla-2026-01.json\"", disposition(json));
        HttpResponse<String> csv = browser.get(browser.page("/sla/report.csv?month=2026-01"));
        assertEquals(api.get("/v1/reports/sla?month=2026-01&format=csv").raw().body(), csv.body());
        assertEquals("attachment; filename=\"sla-2026-01.csv\"", disposition(csv));
        assertEquals(
                "nosniff", csv.headers().firstValue("X-Content-Type-Options").orElse(""));
    }

    private static String disposition(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Disposition").orElse("");
    }

    @Test
    void anotherAccountsApplicationIsAsOneThatIsNotThere() throws Exception {
        found("app_foreign");
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        String theirs = api.second.application().getId();
        HttpResponse<String> page = browser.get(browser.page("/sla?application=" + theirs));
        assertEquals(
                browser.get(browser.page("/sla?application=app_none")).body().replace("app_none", theirs), page.body());
        assertEquals(List.of(), api.store.slaQueries);
    }
}
