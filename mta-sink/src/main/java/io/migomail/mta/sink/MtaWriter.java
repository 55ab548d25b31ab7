package io.migomail.mta.sink;

import io.migomail.core.OutcomeKind;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.engine.OutcomeListener;
import io.migomail.mta.engine.Submission;
import io.migomail.mta.metric.FlinkMeters;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Hands attempts to the engine and outcomes to the journal. {@code write}, {@code flush} and {@code close} belong to the
 * task thread; outcomes arrive on I/O threads, acknowledgements on the journal's. A failed append is parked in one field
 * and thrown on the task thread, through the mailbox: the job fails over and PACE attempts again what the journal lacks.
 *
 * <p>Next on the message's way: {@link io.migomail.mta.engine.DeliveryEngine}.
 */
final class MtaWriter implements SinkWriter<Attempt> {
    /** No transaction starts while an outcome has been waiting longer for its acknowledgement. */
    static final Duration UNACKNOWLEDGED = Duration.ofMillis(500);

    /** How long a stop waits for the answers to transactions past the final dot. */
    static final Duration DRAIN = Duration.ofSeconds(5);

    /**
     * How long a stop waits until the journal has what was answered. Whoever comes next reads the journal, and would send again
     * what is not in it yet, so a broker's restart is waited for.
     */
    static final Duration JOURNAL = ProcessProducer.DECIDED;

    /** The engine's one method, as the writer needs it. */
    @FunctionalInterface
    interface Engine {
        Submission submit(Attempt attempt, OutcomeListener listener);
    }

    private final Engine engine;
    private final OutcomeJournal journal;
    private final Runnable release;
    private final MailboxExecutor mailbox;
    private final TimeSource time;
    private final WriterMeters meters;
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Object landed = new Object();
    private volatile boolean closing;

    MtaWriter(
            Engine engine,
            OutcomeJournal journal,
            Runnable release,
            MailboxExecutor mailbox,
            TimeSource time,
            FlinkMeters meters) {
        this.engine = engine;
        this.journal = journal;
        this.release = release;
        this.mailbox = mailbox;
        this.time = time;
        this.meters = new WriterMeters(meters, () -> unacknowledged.oldestAge(time.monotonicNanos()) / 1e9);
    }

    @Override
    public void write(Attempt attempt, Context context) throws IOException {
        check();
        Flight flight = new Flight();
        flights.add(flight);
        try {
            flight.submission = engine.submit(attempt, flight);
        } catch (RuntimeException e) {
            flights.remove(flight);
            throw e;
        }
    }

    /** Checkpoints wait for nothing; the end of input waits, bounded, for what is under way. */
    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        check();
        if (endOfInput) {
            awaitFlights();
            check();
        }
    }

    @Override
    public void close() {
        closing = true;
        for (Flight flight : flights) {
            Submission submission = flight.submission;
            if (submission != null) {
                submission.abandon(() -> land(flight));
            }
        }
        try {
            awaitFlights();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            release.run();
            journal.close();
        }
    }

    private void awaitFlights() throws InterruptedException {
        await(DRAIN, flight -> !flight.answered);
        await(JOURNAL, flight -> flight.answered);
    }

    /** Returns when no flight is such, or at the bound. */
    private void await(Duration bound, Predicate<Flight> such) throws InterruptedException {
        long end = time.monotonicNanos() + bound.toNanos();
        synchronized (landed) {
            while (flights.stream().anyMatch(such)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - time.monotonicNanos());
                if (left <= 0) {
                    return;
                }
                landed.wait(left);
            }
        }
    }

    private void land(Flight flight) {
        flights.remove(flight);
        tell();
    }

    private void tell() {
        synchronized (landed) {
            landed.notifyAll();
        }
    }

    private void check() throws IOException {
        Exception parked = failure.get();
        if (parked != null) {
            throw new IOException("no more mail goes out from here", parked);
        }
    }

    private void fail(Exception cause) {
        if (failure.compareAndSet(null, cause) && !closing) {
            try {
                mailbox.execute(this::check, "outcome journal failed");
            } catch (RejectedExecutionException e) {
                closing = true; // the task is already on its way down
            }
        }
    }

    /** One attempt under way; leaves the set when its outcome is acknowledged. */
    private final class Flight implements OutcomeListener {
        private volatile @Nullable Submission submission;
        private volatile boolean answered;

        @Override
        public boolean mayStart() {
            return !closing
                    && failure.get() == null
                    && unacknowledged.oldestAge(time.monotonicNanos()) <= UNACKNOWLEDGED.toNanos();
        }

        @Override
        public void onStall() {
            fail(new IOException("the process stood still: what it has may be another's by now"));
            land(this);
        }

        @Override
        public void onOutcome(Outcome outcome) {
            boolean last = !outcome.getKind().equals(OutcomeKind.DISPATCHED.word());
            long now = time.monotonicNanos();
            Unacknowledged.Entry entry = unacknowledged.add(now);
            if (last) {
                meters.ended(outcome.getKind());
                answered = true;
                tell();
            }
            journal.append(outcome, error -> {
                unacknowledged.remove(entry);
                meters.acknowledged(time.monotonicNanos() - now);
                if (error != null) {
                    fail(error);
                }
                if (last) {
                    land(this);
                }
            });
        }
    }
}
