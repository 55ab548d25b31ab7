package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.RecordCodec;
import io.migomail.core.record.MailEvent;
import io.migomail.mta.metric.FlinkMeters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreWriterTest {
    private static final int LARGE = (int) (StoreWriter.BATCH_BYTES / 2);

    /** A store that fails as often as told, then takes what it gets. */
    private static final class FakeTable implements StoreTable {
        final BlockingQueue<List<MailEvent>> taken = new LinkedBlockingQueue<>();
        volatile int failures;

        @Override
        public void insert(List<byte[]> records) throws IOException {
            if (failures > 0) {
                failures--;
                throw new IOException("away");
            }
            taken.add(records.stream().map(RecordCodec.EVENT::decode).toList());
        }

        @Override
        public void close() {}
    }

    private final FakeTable table = new FakeTable();
    private final FakeMailbox mailbox = new FakeMailbox();
    private final FakeTimers timers = new FakeTimers();
    private final StoreWriter writer = new StoreWriter(table, mailbox, timers, List.of(), meters());

    @AfterEach
    void close() {
        writer.close();
    }

    private static byte[] event(int n) {
        return RecordCodec.EVENT.encode(
                MailEvent.newBuilder().setEventId("evt_" + n).build());
    }

    private static byte[] large(int n) {
        return RecordCodec.EVENT.encode(
                MailEvent.newBuilder().setEventId("x".repeat(LARGE) + n).build());
    }

    private void write(int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            writer.write(event(i), null);
        }
    }

    private List<MailEvent> next() throws InterruptedException {
        List<MailEvent> batch = table.taken.poll(60, TimeUnit.SECONDS);
        assertTrue(batch != null, "a batch within 60 s");
        return batch;
    }

    private static StoreMeters meters() {
        return StoreMeters.of(new FlinkMeters(new UnregisteredMetricsGroup()), "events");
    }

    @Test
    void aFewEventsWaitForTheTimer() throws Exception {
        write(0, 3);
        assertTrue(table.taken.isEmpty());
        timers.advance(StoreWriter.WAIT_MILLIS);
        assertEquals(3, next().size());
        mailbox.yield();
        assertEquals(List.of(), writer.snapshotState(1));
    }

    @Test
    void aFullBatchGoesAtOnce() throws Exception {
        write(0, StoreWriter.BATCH);
        assertEquals(StoreWriter.BATCH, next().size());
    }

    @Test
    void largeRecordsGoAtOnceInBatchesOfSoManyOctets() throws Exception {
        for (int i = 0; i < 4; i++) {
            writer.write(large(i), null);
        }
        assertEquals(2, next().size());
        mailbox.yield();
        assertEquals(2, next().size());
    }

    @Test
    void soManyOctetsWaitForAStoreThatIsAwayAndNoMore() throws Exception {
        table.failures = Integer.MAX_VALUE;
        int bound = (int) (StoreWriter.BOUND_BYTES / LARGE);
        for (int i = 0; i < bound; i++) {
            writer.write(large(i), null);
        }
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> writer.write(large(bound), null));
        assertEquals(bound, writer.snapshotState(1).size());
    }

    @Test
    void aStoreThatIsAwayIsTriedAgainAndACheckpointDoesNotWait() throws Exception {
        table.failures = 3;
        write(0, 2);
        writer.flush(false);
        write(2, 3);
        assertEquals(3, writer.snapshotState(1).size(), "what is not stored is state, the batch under way included");
        assertEquals(2, next().size());
        mailbox.yield();
        assertEquals(1, writer.snapshotState(2).size());
    }

    @Test
    void endOfInputWaitsForEverything() throws Exception {
        table.failures = 2;
        write(0, 7);
        writer.flush(true);
        List<MailEvent> all = new ArrayList<>();
        table.taken.forEach(all::addAll);
        assertEquals(7, all.size());
        assertEquals(List.of(), writer.snapshotState(1));
    }

    @Test
    void restoredEventsAreStored() throws Exception {
        FakeTimers later = new FakeTimers();
        StoreWriter restored = new StoreWriter(table, mailbox, later, List.of(event(1), event(2)), meters());
        later.advance(StoreWriter.WAIT_MILLIS);
        assertEquals("evt_1", next().get(0).getEventId());
        restored.close();
    }
}
