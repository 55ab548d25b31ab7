package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.SlaRow;
import io.migomail.analytics.Spread;
import io.migomail.analytics.StatsDimension;
import io.migomail.analytics.StatsQuery;
import io.migomail.core.Environment;
import io.migomail.core.record.Application;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlaReportsTest {
    private static final String PATH = "/v1/reports/sla";

    private TestIngress api;

    @BeforeEach
    void start() throws Exception {
        api = new TestIngress();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static SlaRow row(String application, String messageClass) {
        Map<SlaRow.Outcome, Long> outcomes = new EnumMap<>(SlaRow.Outcome.class);
        outcomes.putAll(Map.of(
                SlaRow.Outcome.DELIVERED, 980L,
                SlaRow.Outcome.HARD_BOUNCED, 9L,
                SlaRow.Outcome.EXPIRED, 2L,
                SlaRow.Outcome.SUPPRESSED, 5L,
                SlaRow.Outcome.CANCELED, 1L,
                SlaRow.Outcome.FAILED, 0L));
        SlaRow.Times times = new SlaRow.Times(
                970,
                new Spread(980, 310, 740, 1210, 5400),
                new Spread(980, 315, 790, 61210, 305400),
                new Spread(12, 60000, 61000, 300000, 300000),
                720_000);
        return new SlaRow(application, messageClass, 990, 1000, outcomes, times);
    }

    private void found(String application) {
        api.store.sla.clear();
        api.store.sla.addAll(List.of(row(application, "critical"), row("", "")));
    }

    private StatsQuery.Range asked() {
        return api.store.slaQueries.get(api.store.slaQueries.size() - 1).range();
    }

    private String csv(String query, String... headers) throws Exception {
        var answer = api.call("GET", PATH + query, api.first.liveKey(), null, headers);
        assertEquals(200, answer.status(), answer.raw().body());
        assertEquals(
                "text/csv; charset=utf-8",
                answer.raw().headers().firstValue("Content-Type").orElseThrow());
        assertEquals("Accept", answer.raw().headers().firstValue("Vary").orElseThrow());
        assertTrue(answer.raw()
                .headers()
                .firstValue("Content-Disposition")
                .orElseThrow()
                .matches("attachment; filename=\"sla-[0-9-]+\\.csv\""));
        return answer.raw().body();
    }

    @Test
    void aReportIsAsTheDocumentShowsIt() throws Exception {
        found(TestIngress.STAGING);
        JsonNode documented = OpenApiDocument.get()
                .find("GET", PATH)
                .orElseThrow()
                .response(200)
                .at("/content/application~1json/example");

        assertEquals(
                documented.toString(), api.get(PATH + "?month=2026-01").body().toString());
    }

    @Test
    void aTableHasTheSameFigures() throws Exception {
        found(TestIngress.STAGING);
        String figures = "2000,990,1000,980,9,2,5,1,0,3,970,10,0.989796,310,740,1210,5400,315,790,61210,305400,"
                + "60000,61000,300000,300000,12,720000\r\n";

        assertEquals(
                "application,application_name,class,target_ms,messages,deliveries,delivered,hard_bounced,expired,suppressed,"
                        + "canceled,failed,pending,met,missed,met_share,p50_ms,p95_ms,p99_ms,max_ms,total_p50_ms,"
                        + "total_p95_ms,total_p99_ms,total_max_ms,deferral_p50_ms,deferral_p95_ms,deferral_p99_ms,"
                        + "deferral_max_ms,deferral_deliveries,deferral_total_ms\r\n"
                        + "app_staging,app_staging,critical," + figures + "total,,," + figures,
                csv("?format=csv"));
    }

    @Test
    void noNameOfAnApplicationIsAFormula() throws Exception {
        String name = "=HYPERLINK(\"http://x.example\",\"a,b\")";
        api.control.put(
                Application.newBuilder()
                        .setId("app_named")
                        .setAccountId(api.first.account().getId())
                        .setName(name)
                        .build(),
                0);
        found("app_named");

        assertEquals(name, api.get(PATH).body().at("/data/0/application_name").asText());
        assertTrue(csv("?format=csv")
                .contains("\r\napp_named,\"'=HYPERLINK(\"\"http://x.example\"\",\"\"a,b\"\")\",critical,"));
    }

    @Test
    void whatIsAcceptedDecidesUnlessTheFormatIsNamed() throws Exception {
        csv("", "Accept", "text/csv");
        csv("", "Accept", "text/html, text/csv;q=0.9, application/json;q=0.8");
        csv("", "Accept", "text/csv, application/json");
        csv("?format=csv", "Accept", "application/json");
        for (String accept : List.of("application/json, text/csv", "*/*", "text/csv;q=0", "text/plain")) {
            var answer = api.call("GET", PATH, api.first.liveKey(), null, "Accept", accept);
            assertTrue(answer.body().has("total"), accept);
        }
        var named = api.call("GET", PATH + "?format=json", api.first.liveKey(), null, "Accept", "text/csv");
        assertTrue(named.body().has("total"));
    }

    @Test
    void aMonthIsThatOfUtcAndARangeWhatIsAskedFor() throws Exception {
        JsonNode past = api.get(PATH + "?month=2024-02").body();
        assertEquals(new StatsQuery.Range(at("2024-02-01T00:00:00Z"), at("2024-03-01T00:00:00Z")), asked());
        assertEquals("2024-02", past.path("month").asText());

        JsonNode range = api.get(PATH + "?from=2024-02-03T01:00:00%2B01:00&to=2024-02-05T00:00:00.5Z")
                .body();
        assertEquals(new StatsQuery.Range(at("2024-02-03T00:00:00Z"), at("2024-02-05T00:00:00.5Z")), asked());
        assertTrue(range.path("month").isNull());
        assertEquals(2000, api.store.slaQueries.get(0).targetMillis());
    }

    @Test
    void oneClassIsAskedForAlone() throws Exception {
        api.get(PATH + "?class=high");
        assertEquals(
                Map.of(StatsDimension.CLASS, "high"),
                api.store.slaQueries.get(0).scope().filters());
        var refused = api.get(PATH + "?class=urgent");
        assertEquals("invalid_value /class", refused.code() + " " + refused.pointer());
    }

    @Test
    void whatHasNotComeYetIsNotAskedFor() throws Exception {
        JsonNode present = api.get(PATH).body();
        assertEquals(api.time.wallMillis(), asked().to());
        assertTrue(at(present.path("to").asText()) > asked().to(), "the month is told whole");
        int before = api.store.slaQueries.size();

        JsonNode future = api.get(PATH + "?month=2199-01").body();

        assertEquals(0, future.path("data").size());
        assertEquals(0, future.at("/total/messages").asInt());
        assertEquals(before, api.store.slaQueries.size());
    }

    @Test
    void aKeySeesItsOwnApplicationAndOneOfTheAccountsAdminAll() throws Exception {
        String reader = api.key(Environment.SANDBOX, "stats:read");
        api.call("GET", PATH, reader, null);
        var scope = api.store.slaQueries.get(0).scope();
        assertEquals(List.of(api.first.application().getId()), scope.applications());
        assertEquals("sandbox", scope.environment());
        found("app_foreign");

        for (String other :
                List.of(TestIngress.STAGING, api.second.application().getId(), "app_none")) {
            JsonNode told = api.call("GET", PATH + "?application=" + other, reader, null)
                    .body();
            assertEquals(0, told.path("data").size(), other);
            assertEquals(0, told.at("/total/messages").asInt(), other);
        }
        assertEquals(1, api.store.slaQueries.size());
        api.get(PATH);
        assertEquals(2, api.store.slaQueries.get(1).scope().applications().size());
    }

    @Test
    void whatIsNotMeantIsRefusedWithItsPlace() throws Exception {
        Map<String, String> codes = Map.of(
                "mounth=2026-11", "unknown_field /mounth",
                "month=2026-13", "invalid_value /month",
                "month=November", "invalid_value /month",
                "month=1970-01", "invalid_value /month",
                "month=2026-11&from=2026-11-01T00:00:00Z", "conflicting_content /month",
                "to=2026-11-01T00:00:00Z", "missing_field /from",
                "from=yesterday", "invalid_value /from",
                "from=2026-11-01T00:00:00Z&to=2026-11-01T00:00:00Z", "invalid_value /from",
                "from=2024-11-01T00:00:00Z&to=2026-11-01T00:00:00Z", "invalid_value /from",
                "format=pdf", "invalid_value /format");
        for (Map.Entry<String, String> one : codes.entrySet()) {
            var answer = api.get(PATH + "?" + one.getKey());
            assertEquals(422, answer.status(), one.getKey());
            assertEquals(one.getValue(), answer.code() + " " + answer.pointer(), one.getKey());
        }
        assertEquals(List.of(), api.store.slaQueries);
    }

    @Test
    void aStoreThatIsAwayIsSaid() throws Exception {
        api.store.away = true;
        var answer = api.get(PATH + "?format=csv");
        assertEquals(503, answer.status());
        assertEquals("store_unavailable", answer.code());
    }
}
