package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.AccountingLimits;
import io.migomail.core.Limits;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

/** What the pipeline writes makes the table that the events say, whatever comes twice, late, or again after a restart. */
class OpenWindowsTest {
    private static final long DISORDER = AccountingLimits.WINDOW_DISORDER.toMillis();
    private static final List<MailEvent> EVENTS = WindowTraffic.of(400, 7);

    private final Map<String, MailWindow> table = new HashMap<>();

    /** Events from one place to another in the order of the topic, each third a second time a little later. */
    private void run(WindowPipeline pipeline, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            pipeline.event(EVENTS.get(i));
            if (i % 3 == 0) {
                pipeline.event(EVENTS.get(Math.max(0, i - i % 40)));
            }
            pipeline.watermark(EVENTS.get(i).getAt() - DISORDER);
            pipeline.clock(EVENTS.get(i).getAt());
        }
    }

    private static void end(WindowPipeline pipeline) throws Exception {
        pipeline.clock(EVENTS.get(EVENTS.size() - 1).getAt() + OpenWindows.WRITTEN_MILLIS);
    }

    @Test
    void everyEventCountsOnceWithWhatTheAttemptsBeforeKnow() throws Exception {
        try (WindowPipeline pipeline = new WindowPipeline(null)) {
            run(pipeline, 0, EVENTS.size());
            end(pipeline);
            assertEquals(List.of(), pipeline.late);
            WindowPipeline.store(table, pipeline.written);
        }
        assertEquals(WindowTraffic.table(EVENTS), table);
    }

    @Test
    void aRestartFromAnOlderCheckpointGivesTheSameTable() throws Exception {
        Random random = new Random(3);
        WindowPipeline.Snapshot snapshot = null;
        int from = 0;
        for (int life = 1; life <= 6; life++) {
            try (WindowPipeline pipeline = new WindowPipeline(snapshot)) {
                int checkpoint = from + random.nextInt(300);
                int death = Math.min(EVENTS.size(), checkpoint + random.nextInt(300));
                run(pipeline, from, Math.min(EVENTS.size(), checkpoint));
                snapshot = pipeline.snapshot(life);
                run(pipeline, Math.min(EVENTS.size(), checkpoint), death);
                WindowPipeline.store(table, pipeline.written);
                from = Math.min(EVENTS.size(), checkpoint);
            }
        }
        try (WindowPipeline pipeline = new WindowPipeline(snapshot)) {
            run(pipeline, from, EVENTS.size());
            end(pipeline);
            WindowPipeline.store(table, pipeline.written);
        }
        assertEquals(WindowTraffic.table(EVENTS), table);
    }

    @Test
    void aWindowIsWrittenASecondAfterItChangedAndNotAgain() throws Exception {
        try (WindowPipeline pipeline = new WindowPipeline(null)) {
            pipeline.clock(1_000);
            pipeline.event(EVENTS.get(0));
            pipeline.clock(1_999);
            assertEquals(0, pipeline.written.size());
            pipeline.clock(2_000);
            assertEquals(1, pipeline.written.size());
            pipeline.clock(60_000);
            assertEquals(1, pipeline.written.size());
        }
    }

    @Test
    void whatComesAfterItsWindowWasClosedIsToldAndAlsoAfterARestart() throws Exception {
        MailEvent first = EVENTS.get(0);
        MailEvent other = EVENTS.stream()
                .filter(event -> !event.getDeliveryId().equals(first.getDeliveryId()))
                .findFirst()
                .orElseThrow();
        WindowPipeline.Snapshot snapshot;
        long closed = other.getAt() + 60_000 + AccountingLimits.WINDOW_HELD.toMillis();
        try (WindowPipeline pipeline = new WindowPipeline(null)) {
            pipeline.event(first);
            pipeline.watermark(closed);
            assertEquals(1, pipeline.written.size(), "what was not written yet is when it is closed");
            pipeline.event(other);
            assertEquals(other.getEventId(), pipeline.late.get(0).getEventId());
            assertEquals(1, pipeline.late.size());
            snapshot = pipeline.snapshot(1);
        }
        try (WindowPipeline pipeline = new WindowPipeline(snapshot)) {
            MailEvent third = other.toBuilder().setEventId("evt_third").build();
            pipeline.event(third);
            pipeline.clock(10_000);
            assertEquals("evt_third", pipeline.late.get(0).getEventId());
            assertEquals(List.of(), pipeline.written);
        }
    }

    @Test
    void whatIsOverIsForgotten() throws Exception {
        try (WindowPipeline pipeline = new WindowPipeline(new HashMapStateBackend(), null)) {
            run(pipeline, 0, EVENTS.size());
            assertTrue(pipeline.remembered().get(0) > 0 && pipeline.remembered().get(1) > 0);
            pipeline.watermark(EVENTS.get(EVENTS.size() - 1).getAt()
                    + Limits.EXPIRY_MAX.multipliedBy(2).toMillis());
            assertEquals(List.of(0, 0), pipeline.remembered());
        }
    }
}
