package io.migomail.analytics;

import static io.migomail.analytics.SampleEvents.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.EventType;
import io.migomail.core.record.MailEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatsIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    private static final long DAY = 86_400_000L;
    private static final StatsQuery.Range ALL = new StatsQuery.Range(START - DAY, START + 60 * DAY);
    private static final StatsQuery.Range SOME = new StatsQuery.Range(START + DAY + 1234, START + 3 * DAY + 999);
    private static final List<String> BOTH = List.of("app_a", "app_b");

    private static EventWriter writer;
    private static EventStore store;
    private static final List<MailEvent> EVENTS = new ArrayList<>();

    @BeforeAll
    static void open() {
        writer = EventWriter.open(CLICKHOUSE.address());
        store = EventStore.open(CLICKHOUSE.address());
        EVENTS.addAll(StatsTraffic.of("app_a", 300, 1));
        EVENTS.addAll(StatsTraffic.of("app_b", 200, 2));
        EVENTS.addAll(StatsTraffic.of("app_of_another", 50, 3));
        StatsTraffic.of("app_a", 50, 4).stream().map(StatsIT::sandbox).forEach(EVENTS::add);
        Collections.shuffle(EVENTS, new Random(5));
        writer.write(EVENTS.subList(0, EVENTS.size() / 2));
        writer.write(EVENTS.subList(EVENTS.size() / 2, EVENTS.size()));
    }

    @AfterAll
    static void close() {
        if (writer != null) {
            writer.close();
            store.close();
        }
    }

    private static MailEvent sandbox(MailEvent event) {
        return event.toBuilder()
                .setHead(event.getHead().toBuilder().setEnvironment("sandbox"))
                .build();
    }

    private static StatsQuery query(
            StatsQuery.Range range,
            StatsInterval interval,
            Map<StatsDimension, String> filters,
            StatsDimension... groups) {
        return new StatsQuery(new StatsQuery.Scope(BOTH, "live", filters), range, interval, List.of(groups), 10_000);
    }

    private static void asTheOracleSays(StatsQuery query) {
        StatsOracle oracle = new StatsOracle(EVENTS, query);
        assertTrue(oracle.counts().size() > 0 && oracle.latency().size() > 0, query::toString);
        assertEquals(oracle.counts(), store.counts(query), query::toString);
        assertEquals(oracle.latency(), store.latency(query), query::toString);
    }

    @Test
    void everything_is_counted_and_measured_as_its_events_say() {
        asTheOracleSays(query(ALL, null, Map.of()));
        asTheOracleSays(query(SOME, null, Map.of()));
        StatsCounts all = store.counts(query(ALL, null, Map.of())).get(0);
        all.counts().forEach((count, n) -> assertTrue(n > 0, count + " is in the traffic"));
        StatsLatency latency = store.latency(query(ALL, null, Map.of())).get(0);
        assertEquals(LatencyStage.values().length, latency.stages().size());
        assertEquals(all.counts().get(StatsCount.DELIVERED), latency.deliveries());
    }

    @Test
    void each_dimension_groups_and_filters() {
        for (StatsDimension dimension : StatsDimension.values()) {
            asTheOracleSays(query(ALL, null, Map.of(), dimension));
        }
        Map<StatsDimension, String> values = Map.of(
                StatsDimension.APPLICATION, "app_b",
                StatsDimension.CLASS, "critical",
                StatsDimension.STREAM, "marketing",
                StatsDimension.ENDPOINT, "smtp",
                StatsDimension.PROVIDER, "google",
                StatsDimension.TEMPLATE, "order",
                StatsDimension.TAG, "it's",
                StatsDimension.DOMAIN, "shop.example",
                StatsDimension.RECIPIENT_DOMAIN, "gmail.com");
        assertEquals(StatsDimension.values().length, values.size());
        values.forEach((dimension, value) ->
                asTheOracleSays(query(SOME, null, Map.of(dimension, value), StatsDimension.TAG, StatsDimension.CLASS)));
    }

    @Test
    void a_range_is_cut_into_hours_and_days() {
        asTheOracleSays(query(SOME, StatsInterval.DAY, Map.of(), StatsDimension.CLASS));
        asTheOracleSays(query(SOME, StatsInterval.HOUR, Map.of(StatsDimension.STREAM, "transactional")));
    }

    @Test
    void what_is_stored_again_changes_no_figure() {
        StatsQuery query = query(ALL, StatsInterval.DAY, Map.of(), StatsDimension.CLASS, StatsDimension.PROVIDER);
        List<StatsCounts> counts = store.counts(query);
        List<StatsLatency> latency = store.latency(query);

        List<MailEvent> again = new ArrayList<>(EVENTS);
        Collections.shuffle(again, new Random(6));
        writer.write(again);
        writer.write(again.subList(0, 1000), "another-token");

        assertEquals(counts, store.counts(query));
        assertEquals(latency, store.latency(query));
    }

    @Test
    void what_was_put_off_before_the_range_is_known_within_it() {
        MailEvent delivered = EVENTS.stream()
                .filter(event -> event.getType().equals(EventType.DELIVERED.word()) && event.getAttempt() > 1)
                .filter(event -> event.getHead().getEnvironment().equals("live")
                        && event.getHead().getApplicationId().equals("app_a"))
                .findFirst()
                .orElseThrow();
        long at = delivered.getAt();

        asTheOracleSays(query(new StatsQuery.Range(at, at + 1), null, Map.of()));
    }

    @Test
    void nothing_is_told_of_others_and_no_more_than_is_asked_for() {
        StatsQuery.Scope nobody = new StatsQuery.Scope(List.of(), "live", Map.of());
        StatsQuery.Scope hostile = new StatsQuery.Scope(BOTH, "' OR 1=1 --", Map.of(StatsDimension.TAG, "\\' OR 1=1"));
        for (StatsQuery.Scope scope : List.of(nobody, hostile)) {
            StatsQuery query = new StatsQuery(scope, ALL, null, List.of(), 10);
            assertEquals(List.of(), store.counts(query));
            assertEquals(List.of(), store.latency(query));
        }
        StatsQuery two =
                new StatsQuery(new StatsQuery.Scope(BOTH, "live", Map.of()), ALL, StatsInterval.HOUR, List.of(), 2);
        assertEquals(2, store.counts(two).size());
        assertEquals(2, store.latency(two).size());
    }
}
