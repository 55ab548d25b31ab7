package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import io.migomail.core.record.MailEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InsertRateIT {
    /** Far below what a quiet machine does, so that only a mistake in kind fails the test. */
    private static final long FLOOR = 3_000;

    private static final int BATCH = 10_000;

    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    @Test
    void one_writer_keeps_up_with_a_busy_node() {
        List<MailEvent> events = SampleEvents.traffic("app_rate", 40_000);
        try (EventWriter writer = EventWriter.open(CLICKHOUSE.address());
                EventStore store = EventStore.open(CLICKHOUSE.address())) {
            writer.write(SampleEvents.traffic("app_warm", 1000));
            long start = TimeSource.SYSTEM.monotonicNanos();
            for (int from = 0; from < events.size(); from += BATCH) {
                writer.write(events.subList(from, from + BATCH));
            }
            long nanos = TimeSource.SYSTEM.monotonicNanos() - start;
            long perSecond = events.size() * 1_000_000_000L / nanos;
            System.out.println("events stored per second by one writer: " + perSecond);
            assertTrue(perSecond > FLOOR, perSecond + " events per second");
            assertEquals(
                    Map.of("queued", 40_000L, "dispatched", 40_000L, "delivered", 40_000L), store.counts("app_rate"));
        }
    }
}
