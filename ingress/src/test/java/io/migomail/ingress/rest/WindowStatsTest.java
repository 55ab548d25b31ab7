package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.LatencySketch;
import io.migomail.analytics.LatencyStage;
import io.migomail.analytics.StatsGroup;
import io.migomail.analytics.StatsQuery;
import io.migomail.analytics.WindowCount;
import io.migomail.analytics.WindowDimension;
import io.migomail.analytics.WindowFigures;
import io.migomail.analytics.WindowQuery;
import io.migomail.core.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WindowStatsTest {
    private static final long FROM = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final String DAY = "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private WindowQuery asked() {
        return api.store.windowQueries.get(api.store.windowQueries.size() - 1);
    }

    private static WindowFigures figures(long at, String provider, long delivered, long... totals) {
        LatencySketch sketch = new LatencySketch();
        for (long total : totals) {
            sketch.add(total);
        }
        Map<LatencyStage, LatencySketch> latencies = new EnumMap<>(LatencyStage.class);
        if (totals.length > 0) {
            latencies.put(LatencyStage.TOTAL, sketch);
        }
        return new WindowFigures(
                new StatsGroup(at, List.of(provider)), Map.of(WindowCount.DELIVERED, delivered), latencies);
    }

    /** That every field is documented and of its type, each test's answer is looked at for. */
    @Test
    void windowsAreToldAsTheDocumentShowsThem() throws Exception {
        api.store.windows.add(figures(FROM, "google", 2, 10, 20));
        api.store.windows.add(figures(FROM + HOUR, "", 1));
        JsonNode told = api.get("/v1/stats/windows?interval=hour&group_by=provider&" + DAY)
                .body();
        assertEquals("2026-11-01T00:00:00.000Z", told.path("from").asText());
        assertEquals("2026-11-02T00:00:00.000Z", told.path("to").asText());
        assertEquals("hour", told.path("interval").asText());
        assertEquals("google", told.at("/data/0/group/provider").asText());
        assertEquals(10, told.at("/data/0/latency/total/p50_ms").asInt());
        assertTrue(told.at("/data/0/latency/queue").isNull());
        assertEquals("2026-11-01T01:00:00.000Z", told.at("/data/1/at").asText());
        assertTrue(told.at("/data/1/group/provider").isNull());
        assertTrue(told.at("/data/1/latency/total").isNull());
        assertEquals(0, told.at("/data/1/counts/hard_bounced").asInt(-1));
    }

    @Test
    void totalIsOfAllRows() throws Exception {
        api.store.windows.add(figures(FROM, "google", 2, 10, 20));
        api.store.windows.add(figures(FROM, "yahoo", 3, 30, 40, 50));
        JsonNode total = api.get("/v1/stats/windows?group_by=provider").body().path("total");
        assertEquals(5, total.at("/counts/delivered").asInt());
        assertEquals(30, total.at("/latency/total/p50_ms").asInt());
        assertEquals(50, total.at("/latency/total/max_ms").asInt());
    }

    @Test
    void whereNothingHappenedTheTotalIsNothing() throws Exception {
        JsonNode told = api.get("/v1/stats/windows").body();
        assertEquals(0, told.path("data").size());
        assertEquals(0, told.at("/total/counts/sent").asInt(-1));
        assertTrue(told.at("/total/latency/total").isNull());
    }

    @Test
    void everyParameterReachesTheStoreAsItIsMeant() throws Exception {
        var answer = api.get("/v1/stats/windows?interval=minute&group_by=endpoint,egress_ip&class=high&endpoint=smtp"
                + "&provider=mx:a.example&egress_ip=198.51.100.7&application="
                + api.first.application().getId() + "&from=2026-11-01T00:00:30Z&to=2026-11-01T09:00:01Z");
        assertEquals(200, answer.status(), answer.raw().body());
        assertEquals(
                new WindowQuery(
                        List.of(api.first.application().getId()),
                        "live",
                        Map.of(
                                WindowDimension.CLASS, "high",
                                WindowDimension.ENDPOINT, "smtp",
                                WindowDimension.PROVIDER, "mx:a.example",
                                WindowDimension.EGRESS_IP, "198.51.100.7"),
                        new StatsQuery.Range(FROM, FROM + 9 * HOUR + 60_000),
                        60_000,
                        List.of(WindowDimension.ENDPOINT, WindowDimension.EGRESS_IP),
                        EnumSet.allOf(LatencyStage.class),
                        Limits.STATS_GROUPS + 1),
                asked());
        assertEquals("2026-11-01T00:00:00.000Z", answer.body().path("from").asText());
        assertEquals("2026-11-01T09:01:00.000Z", answer.body().path("to").asText());
    }

    @Test
    void anotherAccountsApplicationIsAsNone() throws Exception {
        api.store.windows.add(figures(FROM, "google", 2));
        JsonNode told = api.get("/v1/stats/windows?application="
                        + api.second.application().getId())
                .body();
        assertEquals(List.of(), asked().applications());
        assertEquals(0, told.path("data").size());
    }

    @Test
    void rangesByTheMinuteAreOfADay() throws Exception {
        var answer = api.get("/v1/stats/windows?interval=minute&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:01Z");
        assertEquals(422, answer.status());
        assertEquals("/from", answer.body().at("/errors/0/pointer").asText());
        assertTrue(
                answer.raw().body().contains("by the minute has at most 1 day."),
                answer.raw().body());
    }

    @Test
    void wordsThatAreNoneAreRefused() throws Exception {
        for (String query : List.of("interval=week", "group_by=tag", "endpoint=fax", "class=urgent")) {
            assertEquals(422, api.get("/v1/stats/windows?" + query).status(), query);
        }
    }
}
