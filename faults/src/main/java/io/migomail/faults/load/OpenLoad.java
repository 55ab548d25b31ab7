package io.migomail.faults.load;

import io.migomail.bench.load.Schedule;
import io.migomail.core.TimeSource;
import io.migomail.faults.check.ClientEntry;
import io.migomail.faults.check.ClientJournal;
import io.migomail.faults.check.Fate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Sends each message when it is due, whatever became of those before, on a thread of its own. Every send and every answer
 * goes into the client's journal.
 */
public final class OpenLoad {
    private static final Duration REPEATS = Duration.ofSeconds(30);

    private final Schedule schedule;
    private final FaultMails mails;
    private final IntFunction<Door> doors;
    private final ClientJournal journal;
    private final TimeSource time;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicLongArray due;
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> answers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Answered> answered = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean ended;

    /** @param doors by message number */
    public OpenLoad(
            Schedule schedule, FaultMails mails, IntFunction<Door> doors, ClientJournal journal, TimeSource time) {
        this.schedule = schedule;
        this.mails = mails;
        this.doors = doors;
        this.journal = journal;
        this.time = time;
        this.due = new AtomicLongArray(schedule.count());
    }

    /** Begins. */
    public OpenLoad start() {
        Thread thread = new Thread(this::run, "fault-load");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Messages sent so far. */
    public int sent() {
        return sent.get();
    }

    /** Sends no further message. */
    public void end() {
        ended = true;
    }

    /** Waits until so many messages were sent, or the load is over. */
    public void await(int count) {
        while (sent.get() < count && over.getCount() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    /** Waits until the last message was sent and answered; every send has a time-out of its own. */
    public void join() throws InterruptedException {
        over.await();
        answers.forEach(CompletableFuture::join);
    }

    /** {@link #finish(int, Duration)} with half a minute for what is asked again. */
    public int finish(int more) throws InterruptedException {
        return finish(more, REPEATS);
    }

    /**
     * Goes on for so many messages more, ends, waits for the last answer, and asks again for what is of unknown fate; how
     * many messages that were.
     */
    public int finish(int more, Duration bound) throws InterruptedException {
        await(sent() + more);
        end();
        join();
        return repeatUnknown(bound);
    }

    /** Every answer so far, in order. */
    public List<Answered> answered() {
        return List.copyOf(answered);
    }

    /** The numbers of the messages that were due in that time. */
    public IntStream due(long from, long to) {
        return IntStream.range(0, sent()).filter(n -> due.get(n) >= from && due.get(n) <= to);
    }

    /** The harness's id of a message. */
    public String id(int n) {
        return mails.of(n).id();
    }

    /** When message {@code n} was due, on the monotonic clock. */
    public long due(int n) {
        return due.get(n);
    }

    /**
     * Sends every message of unknown fate that has an idempotency key again with it, round after round, until each is
     * answered or the bound has passed; the number of messages that were sent again.
     */
    private int repeatUnknown(Duration bound) {
        long end = time.monotonicNanos() + bound.toNanos();
        int first = unknown();
        while (unknown() > 0 && time.monotonicNanos() < end) {
            journal.entries().stream()
                    .filter(this::repeatable)
                    .map(entry -> mails.number(entry.id()))
                    .map(n -> send(n, mails.of(n)))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        return first;
    }

    private int unknown() {
        return (int) journal.entries().stream().filter(this::repeatable).count();
    }

    private boolean repeatable(ClientEntry entry) {
        return entry.fate() == Fate.UNKNOWN && !entry.key().isEmpty() && mails.has(entry.id());
    }

    private void run() {
        long start = time.monotonicNanos();
        for (int n = 0; n < schedule.count() && !ended; n++) {
            long at = start + schedule.offset(n);
            for (long left = at - time.monotonicNanos(); left > 0; left = at - time.monotonicNanos()) {
                LockSupport.parkNanos(left);
            }
            due.set(n, at);
            answers.add(send(n, mails.of(n)));
            sent.incrementAndGet();
        }
        over.countDown();
    }

    private CompletableFuture<Void> send(int n, FaultMail mail) {
        journal.sends(mail.id(), mail.recipient(), mail.key(), mail.hash());
        long at = time.monotonicNanos();
        return doors.apply(n).send(mail).thenAccept(told -> {
            answered.add(new Answered(at, time.monotonicNanos(), told.fate(), told.code()));
            journal.told(mail.id(), told.fate(), told.messageId(), told.code());
        });
    }
}
