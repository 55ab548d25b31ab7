package io.migomail.analytics;

import static io.migomail.analytics.SampleEvents.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.record.LateEvent;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WindowIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    private static final long DAY = 86_400_000L;
    private static final StatsQuery.Range ALL = new StatsQuery.Range(START - DAY, START + 60 * DAY);
    private static final List<String> BOTH = List.of("app_a", "app_b");
    private static final Set<LatencyStage> STAGES = Set.of(LatencyStage.values());

    private static EventStore store;
    private static WindowTable table;
    private static StoreClient client;
    private static List<WindowFact> facts;
    private static Collection<MailWindow> windows;

    @BeforeAll
    static void open() {
        List<MailEvent> events = new ArrayList<>(StatsTraffic.of("app_a", 300, 1));
        events.addAll(StatsTraffic.of("app_b", 200, 2));
        Collections.shuffle(events, new Random(5));
        try (EventWriter writer = EventWriter.open(CLICKHOUSE.address())) {
            writer.write(events);
            writer.write(events.subList(0, 100));
        }
        store = EventStore.open(CLICKHOUSE.address());
        table = WindowTable.open(CLICKHOUSE.address());
        client = StoreClient.of(CLICKHOUSE.address());
        facts = WindowOracle.facts(events);
        windows = WindowOracle.windows(facts);
    }

    @AfterAll
    static void close() {
        if (store != null) {
            store.close();
            table.close();
            client.close();
        }
    }

    @BeforeEach
    void empty() {
        client.execute("TRUNCATE TABLE windows");
    }

    private static List<String> rows() {
        List<String> out = new ArrayList<>();
        client.select("SELECT toString(tuple(*)) FROM windows FINAL ORDER BY 1", Map.of(), row -> out.add(row.text()));
        return out;
    }

    private static List<LateEvent> late(List<WindowFact> facts) {
        return facts.stream().map(fact -> fact.late(START)).toList();
    }

    private static WindowQuery query(StatsQuery.Range range, long step, WindowDimension... groups) {
        return new WindowQuery(BOTH, "live", Map.of(), range, step, List.of(groups), STAGES, 10_000);
    }

    @Test
    void what_is_counted_from_the_stored_events_is_what_was_counted_one_by_one() {
        table.write(windows);
        List<String> oneByOne = rows();
        assertEquals(windows.size(), oneByOne.size());
        empty();
        table.count(late(facts));
        assertEquals(oneByOne, rows());
        table.write(windows);
        table.count(late(facts.subList(0, 50)));
        assertEquals(oneByOne, rows());
    }

    @Test
    void counts_are_those_of_the_statistics() {
        table.write(windows);
        sameCounts(
                query(ALL, 3_600_000, WindowDimension.CLASS, WindowDimension.PROVIDER),
                StatsInterval.HOUR,
                List.of(StatsDimension.CLASS, StatsDimension.PROVIDER));
        sameCounts(query(ALL, 0, WindowDimension.APPLICATION), null, List.of(StatsDimension.APPLICATION));
        sameCounts(query(ALL, DAY, WindowDimension.ENDPOINT), StatsInterval.DAY, List.of(StatsDimension.ENDPOINT));
    }

    private static void sameCounts(WindowQuery query, StatsInterval interval, List<StatsDimension> groups) {
        List<StatsCounts> expected = store.counts(
                new StatsQuery(new StatsQuery.Scope(BOTH, "live", Map.of()), query.range(), interval, groups, 10_000));
        List<WindowFigures> found = store.windows().read(query);
        assertEquals(
                expected.stream().map(StatsCounts::group).toList(),
                found.stream().map(WindowFigures::group).toList());
        for (int i = 0; i < expected.size(); i++) {
            Map<StatsCount, Long> counts = expected.get(i).counts();
            for (StatsCount count : StatsCount.values()) {
                boolean once = count.name().endsWith("_UNIQUE") || count == StatsCount.LATE_BOUNCED;
                if (!once) {
                    WindowCount same = WindowCount.valueOf(count.name());
                    assertEquals(counts.get(count), found.get(i).count(same), count.word());
                }
            }
        }
    }

    @Test
    void percentiles_are_near_those_of_the_statistics() {
        table.write(windows);
        List<WindowFigures> found = store.windows().read(query(ALL, 0, WindowDimension.CLASS));
        Map<StatsGroup, WindowFigures> byGroup = new HashMap<>();
        found.forEach(figures -> byGroup.put(figures.group(), figures));
        List<StatsLatency> exact = store.latency(new StatsQuery(
                new StatsQuery.Scope(BOTH, "live", Map.of()), ALL, null, List.of(StatsDimension.CLASS), 100));
        assertEquals(3, exact.size());
        for (StatsLatency latency : exact) {
            WindowFigures figures = byGroup.get(latency.group());
            latency.stages().forEach((stage, spread) -> {
                Spread told = figures.latencies().get(stage).spread();
                assertNotNull(told);
                assertEquals(spread.count(), told.count());
                near(spread.p50(), told.p50());
                near(spread.p95(), told.p95());
                near(spread.p99(), told.p99());
                near(spread.max(), told.max());
            });
        }
    }

    private static void near(long exact, long told) {
        assertTrue(Math.abs(told - exact) <= exact * 0.016, told + " of " + exact);
    }

    @Test
    void the_share_within_the_promised_time_is_the_reports() {
        table.write(windows);
        List<SlaRow> report = store.sla(
                new SlaQuery(new StatsQuery.Scope(BOTH, "live", Map.of()), ALL, Limits.SLA_TARGET.toMillis()));
        SlaRow total = report.get(report.size() - 1);
        WindowFigures figures = store.windows().read(query(ALL, 0)).get(0);
        assertEquals(total.delivered(), figures.count(WindowCount.MEASURED));
        assertEquals(total.times().met(), figures.count(WindowCount.MET));
        assertTrue(figures.count(WindowCount.MET) > 0 && figures.count(WindowCount.OURS) > 0);
    }

    @Test
    void the_fullest_row_of_a_minute_holds_in_whatever_order_they_come() {
        List<WindowFact> some = facts.subList(0, facts.size() / 2);
        table.write(windows);
        List<String> all = rows();
        table.write(WindowOracle.windows(some));
        assertEquals(all, rows());
        empty();
        table.write(WindowOracle.windows(some));
        table.write(windows);
        assertEquals(all, rows());
    }

    @Test
    void a_range_is_cut_into_minutes_and_filtered() {
        table.write(windows);
        WindowFact fact = facts.stream()
                .filter(f -> f.type().equals("delivered"))
                .findFirst()
                .orElseThrow();
        StatsQuery.Range within = new StatsQuery.Range(fact.at(), fact.at() + 1);
        WindowQuery one = new WindowQuery(
                List.of(fact.cut().application()),
                "live",
                Map.of(WindowDimension.PROVIDER, fact.cut().provider()),
                within,
                60_000,
                List.of(WindowDimension.PROVIDER),
                Set.of(LatencyStage.TOTAL),
                10);
        List<WindowFigures> found = store.windows().read(one);
        assertEquals(1, found.size());
        assertEquals(
                new StatsGroup(fact.minute(), List.of(fact.cut().provider())),
                found.get(0).group());
        assertTrue(found.get(0).count(WindowCount.DELIVERED) > 0);
        assertEquals(Set.of(LatencyStage.TOTAL), found.get(0).latencies().keySet());
    }

    @Test
    void which_events_are_stored_and_how_far_the_store_is() {
        LateEvent here = facts.get(0).late(START);
        LateEvent missing = here.toBuilder().setEventId("evt_missing").build();
        assertEquals(List.of(here), table.stored(List.of(missing, here)));
        assertEquals(facts.size(), table.stored(late(facts)).size());
        long newest = facts.stream().mapToLong(WindowFact::at).max().orElseThrow();
        assertEquals(newest, table.newest(newest));
        assertEquals(-1, table.newest(newest + 1));
    }
}
