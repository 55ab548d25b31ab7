package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.LatencyStage;
import io.migomail.analytics.Spread;
import io.migomail.analytics.StatsCount;
import io.migomail.analytics.StatsCounts;
import io.migomail.analytics.StatsDimension;
import io.migomail.analytics.StatsGroup;
import io.migomail.analytics.StatsInterval;
import io.migomail.analytics.StatsLatency;
import io.migomail.analytics.StatsQuery;
import io.migomail.core.Environment;
import io.migomail.core.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatsTest {
    private static final long FROM = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    private static final long TO = Instant.parse("2026-11-08T00:00:00Z").toEpochMilli();
    private static final String WEEK = "from=2026-11-01T00:00:00Z&to=2026-11-08T00:00:00Z";
    private static final List<String> BOTH = List.of("/v1/stats", "/v1/stats/latency");

    private TestIngress api;

    @BeforeEach
    void start() throws Exception {
        api = new TestIngress();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static JsonNode documented(String path) {
        return OpenApiDocument.get()
                .find("GET", path)
                .orElseThrow()
                .response(200)
                .at("/content/application~1json/example");
    }

    private StatsQuery asked() {
        return api.store.statsQueries.get(api.store.statsQueries.size() - 1);
    }

    @Test
    void countsAreToldAsTheDocumentShowsThem() throws Exception {
        StatsCounts row = StatsCounts.none(new StatsGroup(FROM, List.of("critical", "google")));
        row.counts()
                .putAll(Map.of(
                        StatsCount.DISPATCHED, 1010L,
                        StatsCount.DELIVERED, 990L,
                        StatsCount.SOFT_BOUNCED, 15L,
                        StatsCount.HARD_BOUNCED, 5L,
                        StatsCount.EXPIRED, 5L));
        api.store.counts.add(row);

        JsonNode told = api.get("/v1/stats?interval=day&group_by=class,provider&" + WEEK)
                .body();

        // As texts: a share of 0.99 is told as 0.990000.
        assertEquals(
                documented("/v1/stats").toString(),
                told.toString().replaceAll("(0\\.[0-9]*[1-9])0+\\b", "$1").replaceAll("\\b0\\.0+\\b", "0"));
    }

    @Test
    void latencyIsToldAsTheDocumentShowsIt() throws Exception {
        api.store.latency.add(new StatsLatency(
                new StatsGroup(0, List.of("google")),
                990,
                Map.of(
                        LatencyStage.QUEUE, new Spread(990, 1, 3, 4, 19),
                        LatencyStage.RENDER, new Spread(990, 2, 6, 9, 41),
                        LatencyStage.DISPATCH, new Spread(990, 1, 2, 10, 87),
                        LatencyStage.ACCEPT, new Spread(990, 310, 740, 1210, 5400),
                        LatencyStage.TOTAL, new Spread(990, 315, 748, 1230, 5421))));

        JsonNode told = api.get("/v1/stats/latency?group_by=provider&" + WEEK).body();

        assertEquals(documented("/v1/stats/latency").toString(), told.toString());
    }

    @Test
    void whereNothingHappenedThereIsARowOfNothing() throws Exception {
        JsonNode counts = api.get("/v1/stats").body().path("data");
        JsonNode latency = api.get("/v1/stats/latency").body().path("data");

        assertEquals(1, counts.size());
        assertTrue(StreamSupport.stream(counts.at("/0/counts").spliterator(), false)
                .allMatch(count -> count.asInt() == 0));
        assertTrue(counts.at("/0/rates/opened").isNull());
        assertEquals(1, latency.size());
        assertTrue(latency.at("/0/latency/total").isNull());
        assertEquals(0, api.get("/v1/stats?interval=day").body().path("data").size());
    }

    @Test
    void everyParameterReachesTheStoreAsItIsMeant() throws Exception {
        for (String path : BOTH) {
            var answer = api.get(path + "?interval=hour&group_by=tag&group_by=domain,tag&class=high&stream=marketing"
                    + "&endpoint=smtp&provider=mx:a.example&template=order&tag=it's&domain=B%C3%BCcher.example"
                    + "&recipient_domain=GMAIL.com&application="
                    + api.first.application().getId() + "&" + WEEK);

            assertEquals(200, answer.status(), answer.raw().body());
            assertEquals(
                    new StatsQuery(
                            new StatsQuery.Scope(
                                    List.of(api.first.application().getId()),
                                    "live",
                                    Map.of(
                                            StatsDimension.CLASS, "high",
                                            StatsDimension.STREAM, "marketing",
                                            StatsDimension.ENDPOINT, "smtp",
                                            StatsDimension.PROVIDER, "mx:a.example",
                                            StatsDimension.TEMPLATE, "order",
                                            StatsDimension.TAG, "it's",
                                            StatsDimension.DOMAIN, "xn--bcher-kva.example",
                                            StatsDimension.RECIPIENT_DOMAIN, "gmail.com")),
                            new StatsQuery.Range(FROM, TO),
                            StatsInterval.HOUR,
                            List.of(StatsDimension.TAG, StatsDimension.DOMAIN),
                            Limits.STATS_GROUPS + 1),
                    asked());
        }
    }

    @Test
    void withoutARangeItIsTheLastSevenDays() throws Exception {
        api.get("/v1/stats");
        long now = api.time.wallMillis();
        assertEquals(new StatsQuery.Range(now - Duration.ofDays(7).toMillis(), now), asked().range());
    }

    @Test
    void aKeySeesItsOwnApplicationAndOneOfTheAccountsAdminAll() throws Exception {
        String own = api.first.application().getId();
        String reader = api.key(Environment.SANDBOX, "stats:read");
        String foreign = api.second.application().getId();

        api.call("GET", "/v1/stats", reader, null);
        assertEquals(List.of(own), asked().scope().applications());
        assertEquals("sandbox", asked().scope().environment());
        for (String other : List.of(TestIngress.STAGING, foreign, "app_none")) {
            api.call("GET", "/v1/stats?application=" + other, reader, null);
            assertEquals(List.of(), asked().scope().applications(), other);
        }
        api.get("/v1/stats");
        assertEquals(
                Set.of(own, TestIngress.STAGING), Set.copyOf(asked().scope().applications()));
        assertEquals("live", asked().scope().environment());
        api.get("/v1/stats?application=" + TestIngress.STAGING);
        assertEquals(List.of(TestIngress.STAGING), asked().scope().applications());
        assertEquals(
                api.get("/v1/stats?application=app_none&" + WEEK).body(),
                api.get("/v1/stats?application=" + foreign + "&" + WEEK).body());
    }

    @Test
    void whatIsNotMeantIsRefusedWithItsPlace() throws Exception {
        Map<String, String> codes = Map.ofEntries(
                Map.entry("form=2026-11-01T00:00:00Z", "unknown_field /form"),
                Map.entry("limit=10", "unknown_field /limit"),
                Map.entry("from=yesterday", "invalid_value /from"),
                Map.entry("to=1", "invalid_value /to"),
                Map.entry("from=2026-11-08T00:00:00Z&to=2026-11-08T00:00:00Z", "invalid_value /from"),
                Map.entry("from=2025-01-01T00:00:00Z&to=2026-11-08T00:00:00Z", "invalid_value /from"),
                Map.entry("interval=hour&from=2026-10-01T00:00:00Z&to=2026-11-08T00:00:00Z", "invalid_value /from"),
                Map.entry("interval=minute", "invalid_value /interval"),
                Map.entry("group_by=subject", "invalid_value /group_by"),
                Map.entry("group_by=class,", "invalid_value /group_by"),
                Map.entry("group_by=class,stream,tag,domain", "too_many /group_by"),
                Map.entry("class=urgent", "invalid_value /class"),
                Map.entry("domain=a%20b", "invalid_value /domain"),
                Map.entry("tag=a&tag=b", "too_many /tag"));
        for (String path : BOTH) {
            for (Map.Entry<String, String> one : codes.entrySet()) {
                var answer = api.get(path + "?" + one.getKey());
                assertEquals(422, answer.status(), one.getKey());
                assertEquals(one.getValue(), answer.code() + " " + answer.pointer(), one.getKey());
            }
        }
        assertEquals(List.of(), api.store.statsQueries);
    }

    @Test
    void moreRowsThanAnAnswerHoldsAreRefused() throws Exception {
        StatsCounts row = StatsCounts.none(new StatsGroup(0, List.of("")));
        api.store.counts.addAll(Collections.nCopies(Limits.STATS_GROUPS + 1, row));

        var answer = api.get("/v1/stats?group_by=provider");

        assertEquals("too_many /group_by", answer.code() + " " + answer.pointer());
    }

    @Test
    void aStoreThatIsAwayIsSaid() throws Exception {
        api.store.away = true;
        for (String path : BOTH) {
            var answer = api.get(path);
            assertEquals(503, answer.status());
            assertEquals("store_unavailable", answer.code());
            assertEquals("1", answer.raw().headers().firstValue("Retry-After").orElseThrow());
        }
    }
}
