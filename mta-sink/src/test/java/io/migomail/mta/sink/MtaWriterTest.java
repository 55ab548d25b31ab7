package io.migomail.mta.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.OutcomeKind;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.engine.OutcomeListener;
import io.migomail.mta.engine.Submission;
import io.migomail.mta.metric.FlinkMeters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** The writer against a fake engine and a fake journal. */
class MtaWriterTest {
    private final FakeEngine engine = new FakeEngine();
    private final FakeJournal journal = new FakeJournal();
    private final FakeMailbox mailbox = new FakeMailbox();
    private final Clock clock = new Clock();
    private final CountDownLatch released = new CountDownLatch(1);
    private final MtaWriter writer = new MtaWriter(
            engine, journal, released::countDown, mailbox, clock, new FlinkMeters(new UnregisteredMetricsGroup()));

    private static final Attempt ATTEMPT = new Attempt("g|p", 1, "", "", new byte[0]);

    private FakeSubmission write() throws IOException {
        writer.write(ATTEMPT, null);
        return engine.submissions.get(engine.submissions.size() - 1);
    }

    private static Outcome outcome(OutcomeKind kind) {
        return Outcome.newBuilder().setKind(kind.word()).setPaceKey("g|p").build();
    }

    @Test
    void aCheckpointWaitsForNothing() throws Exception {
        write();
        writer.flush(false);
        assertEquals(0, journal.pending.size());
    }

    @Test
    void outcomesGoIntoTheJournalAndTheEndWaitsForTheirAcknowledgement() throws Exception {
        FakeSubmission flight = write();
        flight.listener.onOutcome(outcome(OutcomeKind.DISPATCHED));
        flight.listener.onOutcome(outcome(OutcomeKind.DELIVERED));
        assertEquals(2, journal.outcomes.size());
        Thread acknowledging = new Thread(() -> journal.endAll(null));
        acknowledging.start();
        writer.flush(true);
        acknowledging.join();
        assertEquals(0, journal.pending.size());
    }

    @Test
    void aFailedAppendFailsTheTaskThroughTheMailbox() throws Exception {
        write().listener.onOutcome(outcome(OutcomeKind.DELIVERED));
        journal.endAll(new IOException("broker gone"));
        IOException thrown = assertThrows(IOException.class, mailbox::runOne);
        assertEquals("broker gone", thrown.getCause().getMessage());
        assertThrows(IOException.class, () -> writer.write(ATTEMPT, null));
        assertThrows(IOException.class, () -> writer.flush(false));
        assertFalse(engine.submissions.get(0).listener.mayStart());
    }

    @Test
    void aStandstillFailsTheTaskAndNothingMoreStarts() throws Exception {
        FakeSubmission first = write();
        FakeSubmission second = write();
        first.listener.onStall();
        assertThrows(IOException.class, mailbox::runOne);
        assertThrows(IOException.class, () -> writer.write(ATTEMPT, null));
        assertFalse(second.listener.mayStart());
        assertEquals(0, journal.outcomes.size());
    }

    @Test
    void noTransactionStartsBehindAnOutcomeUnacknowledgedFor500Ms() throws Exception {
        FakeSubmission first = write();
        FakeSubmission second = write();
        first.listener.onOutcome(outcome(OutcomeKind.DELIVERED));
        clock.advance(500);
        assertTrue(second.listener.mayStart());
        clock.advance(1);
        assertFalse(second.listener.mayStart());
        journal.endAll(null);
        assertTrue(second.listener.mayStart());
    }

    @Test
    void aStopAbandonsWhatIsNotPastTheDotAndWaitsForTheRest() throws Exception {
        FakeSubmission early = write();
        FakeSubmission late = write();
        late.pastDot = true;
        Thread answering = new Thread(() -> {
            awaitQuietly(early.abandoned);
            late.listener.onOutcome(outcome(OutcomeKind.DELIVERED));
            journal.endAll(null);
        });
        answering.start();
        writer.close();
        answering.join();
        assertEquals(1, journal.outcomes.size());
        assertTrue(journal.closed);
        assertEquals(0, released.getCount());
    }

    @Test
    void aStopGivesUpWaitingAfterItsBound() throws Exception {
        write().pastDot = true;
        clock.stepPerReading = TimeUnit.SECONDS.toNanos(2); // three readings pass the bound
        writer.close();
        assertEquals(0, released.getCount());
    }

    @Test
    void aStopWaitsLongerForTheJournalThanForAMailHost() throws Exception {
        FakeSubmission flight = write();
        flight.pastDot = true;
        flight.listener.onOutcome(outcome(OutcomeKind.DELIVERED));
        clock.stepPerReading = MtaWriter.DRAIN.plusSeconds(1).toNanos();
        clock.read = new CountDownLatch(3); // one bound, the other, and what is left of it
        Thread broker = new Thread(() -> {
            awaitQuietly(clock.read);
            journal.endAll(null);
        });
        broker.start();
        writer.close();
        assertEquals(0, journal.missingAtClose);
        broker.join();
    }

    @Test
    void anAttemptThatTheEngineCannotReadIsNotWaitedFor() {
        engine.broken = true;
        assertThrows(IllegalArgumentException.class, () -> writer.write(ATTEMPT, null));
        writer.close();
        assertEquals(0, released.getCount());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class FakeSubmission implements Submission {
        final OutcomeListener listener;
        final CountDownLatch abandoned = new CountDownLatch(1);
        volatile boolean pastDot;

        FakeSubmission(OutcomeListener listener) {
            this.listener = listener;
        }

        @Override
        public boolean pastFinalDot() {
            return pastDot;
        }

        @Override
        public void abandon(Runnable gone) {
            if (!pastDot) {
                gone.run();
            }
            abandoned.countDown();
        }
    }

    private static final class FakeEngine implements MtaWriter.Engine {
        final List<FakeSubmission> submissions = new ArrayList<>();
        boolean broken;

        @Override
        public Submission submit(Attempt attempt, OutcomeListener listener) {
            if (broken) {
                throw new IllegalArgumentException("unreadable");
            }
            submissions.add(new FakeSubmission(listener));
            return submissions.get(submissions.size() - 1);
        }
    }

    private static final class FakeJournal implements OutcomeJournal {
        final List<Outcome> outcomes = new ArrayList<>();
        final List<Completion> pending = new ArrayList<>();
        boolean closed;
        int missingAtClose;

        @Override
        public synchronized void append(Outcome outcome, Completion done) {
            outcomes.add(outcome);
            pending.add(done);
        }

        synchronized void endAll(Exception failure) {
            pending.forEach(done -> done.ended(failure));
            pending.clear();
        }

        @Override
        public synchronized void close() {
            closed = true;
            missingAtClose = pending.size();
        }
    }

    private static final class Clock implements TimeSource {
        private long nanos;
        long stepPerReading;
        volatile CountDownLatch read = new CountDownLatch(0);

        void advance(long millis) {
            nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        }

        @Override
        public long wallMillis() {
            return monotonicNanos() / 1_000_000;
        }

        @Override
        public synchronized long monotonicNanos() {
            nanos += stepPerReading;
            read.countDown();
            return nanos;
        }
    }
}
