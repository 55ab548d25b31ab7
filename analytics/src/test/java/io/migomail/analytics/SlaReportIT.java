package io.migomail.analytics;

import static io.migomail.analytics.SampleEvents.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.EventType;
import io.migomail.core.Schedule;
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

class SlaReportIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    private static final long DAY = 86_400_000L;
    private static final long TARGET = 2000;
    private static final StatsQuery.Range ALL = new StatsQuery.Range(START - DAY, START + 60 * DAY);
    private static final StatsQuery.Range SOME = new StatsQuery.Range(START + DAY + 1234, START + 3 * DAY + 999);

    private static EventWriter writer;
    private static EventStore store;
    private static final List<MailEvent> EVENTS = new ArrayList<>();

    @BeforeAll
    static void open() {
        writer = EventWriter.open(CLICKHOUSE.address());
        store = EventStore.open(CLICKHOUSE.address());
        EVENTS.addAll(StatsTraffic.of("app_a", 400, 11));
        EVENTS.addAll(StatsTraffic.of("app_b", 300, 12));
        EVENTS.addAll(StatsTraffic.of("app_of_another", 50, 13));
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

    private static SlaQuery query(StatsQuery.Range range, String... applications) {
        return new SlaQuery(new StatsQuery.Scope(List.of(applications), "live", Map.of()), range, TARGET);
    }

    @Test
    void it_tells_what_each_delivery_tells() {
        for (StatsQuery.Range range : List.of(ALL, SOME)) {
            SlaQuery query = query(range, "app_a", "app_b");
            List<SlaRow> rows = store.sla(query);
            assertEquals(new SlaOracle(EVENTS, query).rows(), rows);
            assertEquals(7, rows.size(), "three classes of two applications, and the total");
        }
        SlaRow total = store.sla(query(ALL, "app_a", "app_b")).get(6);
        total.outcomes().forEach((outcome, n) -> assertTrue(n > 0, outcome + " is in the traffic"));
        assertTrue(total.pending() > 0 && total.messages() < total.deliveries(), total.toString());
        assertTrue(total.times().met() > 0 && total.times().deferredMillis() > 0, total.toString());
        assertEquals(4, store.sla(query(ALL, "app_a")).size());
    }

    @Test
    void one_class_is_told_alone() {
        Map<StatsDimension, String> filter = Map.of(StatsDimension.CLASS, "critical");
        SlaQuery query = new SlaQuery(new StatsQuery.Scope(List.of("app_a", "app_b"), "live", filter), ALL, TARGET);
        List<SlaRow> rows = store.sla(query);
        assertEquals(new SlaOracle(EVENTS, query).rows(), rows);
        assertEquals(3, rows.size(), "one class of two applications, and the total");
        assertTrue(rows.get(2).messages() > 0, rows.toString());
    }

    @Test
    void what_is_stored_again_changes_no_figure() {
        SlaQuery query = query(ALL, "app_a", "app_b");
        List<SlaRow> before = store.sla(query);

        List<MailEvent> again = new ArrayList<>(EVENTS);
        Collections.shuffle(again, new Random(6));
        writer.write(again);
        writer.write(again.subList(0, 1000), "another-token");

        assertEquals(before, store.sla(query));
    }

    @Test
    void a_scheduled_message_belongs_to_its_time_wherever_its_events_lie() {
        MailEvent canceled = EVENTS.stream()
                .filter(event -> event.getType().equals(EventType.CANCELED.word()))
                .filter(event -> event.getHead().getApplicationId().equals("app_a"))
                .filter(event -> event.getHead().getScheduledAt() - event.getAt() > DAY)
                .findFirst()
                .orElseThrow();
        long start = Schedule.start(canceled.getHead());

        SlaQuery then = query(new StatsQuery.Range(start, start + 1), "app_a");

        SlaRow total = store.sla(then).get(1);
        assertEquals(new SlaOracle(EVENTS, then).rows().get(1), total);
        assertTrue(total.outcomes().get(SlaRow.Outcome.CANCELED) > 0, total.toString());
    }

    @Test
    void of_nothing_there_is_nothing_but_a_total_of_nothing() {
        for (SlaQuery query :
                List.of(query(ALL), query(ALL, "app_of_nobody"), query(new StatsQuery.Range(0, 1), "app_a"))) {
            List<SlaRow> rows = store.sla(query);
            assertEquals(new SlaOracle(List.of(), query).rows(), rows);
        }
    }
}
