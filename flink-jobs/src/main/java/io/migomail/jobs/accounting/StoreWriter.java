package io.migomail.jobs.accounting;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects records on the task's thread; one batch at a time is stored by a thread of its own, again and again with a
 * growing wait until it is taken. A checkpoint does not wait for the store: records that it has not taken are state.
 * When the bound is reached, reading the topic stops until the store takes a batch.
 *
 * <p>Next on the message's way: {@code io.migomail.ingress.story.MessageStory}.
 */
final class StoreWriter implements StatefulSinkWriter<byte[], byte[]> {
    static final int BATCH = 5_000;
    static final int BOUND = 20_000;
    /** Records of a batch are in memory twice more while it is stored: taken apart, and as rows. */
    static final long BATCH_BYTES = 4L * 1024 * 1024;
    /** What waits is in memory twice more while a checkpoint is written: as state, and as its copy. */
    static final long BOUND_BYTES = 4 * BATCH_BYTES;
    /** Larger batches make fewer parts for the store to merge; an event is to be readable within a second. */
    static final long WAIT_MILLIS = 400;

    private static final long LONGEST_BACK_OFF = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);

    private final StoreTable store;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService timers;
    private final StoreMeters meters;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread t = new Thread(task, "event-store");
        t.setDaemon(true);
        return t;
    });

    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private List<byte[]> storing = List.of();
    /** Of both. */
    private long bytes;

    private long storingBytes;
    private boolean timer;

    StoreWriter(
            StoreTable store,
            MailboxExecutor mailbox,
            ProcessingTimeService timers,
            Collection<byte[]> state,
            StoreMeters meters) {
        this.meters = meters;
        this.store = store;
        this.mailbox = mailbox;
        this.timers = timers;
        for (byte[] event : state) {
            add(event);
        }
        startTimer();
    }

    @Override
    public void write(byte[] event, Context context) throws InterruptedException {
        while (waiting.size() >= BOUND || bytes >= BOUND_BYTES) {
            startBatch();
            mailbox.yield();
        }
        add(event);
        next();
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        startBatch();
        while (endOfInput && !(waiting.isEmpty() && storing.isEmpty())) {
            mailbox.yield();
            startBatch();
        }
    }

    @Override
    public List<byte[]> snapshotState(long checkpointId) {
        List<byte[]> all = new ArrayList<>(storing);
        all.addAll(waiting);
        return all;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        store.close();
    }

    private void add(byte[] event) {
        waiting.add(event);
        meters.waiting().incrementAndGet();
        bytes += event.length;
    }

    /** Stores what makes a full batch at once, and what makes none after a while. */
    private void next() {
        if (waiting.size() >= BATCH || bytes - storingBytes >= BATCH_BYTES) {
            startBatch();
        } else {
            startTimer();
        }
    }

    private void startTimer() {
        if (!timer && !waiting.isEmpty()) {
            timer = true;
            timers.registerTimer(timers.getCurrentProcessingTime() + WAIT_MILLIS, at -> {
                timer = false;
                startBatch();
            });
        }
    }

    private void startBatch() {
        if (!storing.isEmpty() || waiting.isEmpty()) {
            return;
        }
        List<byte[]> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
        while (batch.size() < BATCH && storingBytes < BATCH_BYTES && !waiting.isEmpty()) {
            byte[] event = waiting.remove();
            storingBytes += event.length;
            batch.add(event);
        }
        storing = batch;
        thread.execute(() -> store(batch, 1));
    }

    /** On the store's thread. */
    private void store(List<byte[]> batch, int attempt) {
        long began = System.nanoTime();
        try {
            store.insert(batch);
            meters.inserts().nanos(System.nanoTime() - began);
        } catch (IOException e) {
            meters.retries().one();
            long wait = Math.min(LONGEST_BACK_OFF, 100L << Math.min(attempt - 1, 10));
            LOG.warn(
                    "{} records not stored, attempt {}, again in {} ms: {}", batch.size(), attempt, wait, e.toString());
            retry(() -> store(batch, attempt + 1), wait);
            return;
        } catch (RuntimeException e) {
            mail(() -> {
                throw new IllegalStateException("the event store failed", e);
            });
            return;
        }
        mail(this::stored);
    }

    private void retry(Runnable again, long wait) {
        try {
            thread.schedule(again, wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closing: the batch is in the last checkpoint, or will be read again.
        }
    }

    private void mail(org.apache.flink.util.function.ThrowingRunnable<Exception> mail) {
        try {
            mailbox.execute(mail, "event store");
        } catch (RejectedExecutionException e) {
            // Closing, as above.
        }
    }

    private void stored() {
        bytes -= storingBytes;
        storingBytes = 0;
        meters.records().add(storing.size());
        meters.waiting().addAndGet(-storing.size());
        storing = List.of();
        next();
    }
}
