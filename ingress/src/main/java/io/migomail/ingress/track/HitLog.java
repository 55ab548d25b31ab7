package io.migomail.ingress.track;

import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.Topics;
import io.migomail.core.record.TrackingHit;
import io.migomail.ingress.fact.FactLog;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes hits to their topic. Opens and clicks are handed over at once and written by a thread of its own; while the
 * brokers are slow up to {@link Limits#HITS_WAITING} of them wait and are tried again, more are dropped and counted: a
 * reader of mail never waits. From construction until {@link #close}, which gives what waits a short while.
 */
public final class HitLog implements AutoCloseable {
    /** Handed to the producer and not acknowledged. */
    private static final int UNDER_WAY = 1_000;

    private static final long PAUSE_MILLIS = 100;
    private static final long LAST_MILLIS = 2_000;
    private static final long SAID_EVERY = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(HitLog.class);

    private final FactLog facts;
    private final BlockingQueue<TrackingHit> waiting = new ArrayBlockingQueue<>(Limits.HITS_WAITING);
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer = new Thread(this::write, "hits");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean failed;

    public HitLog(FactLog facts) {
        this.facts = facts;
        writer.setDaemon(true);
        writer.start();
    }

    /** Takes it to be written as soon as may be; never blocks. */
    void later(TrackingHit hit) {
        if (!waiting.offer(hit)) {
            drop();
        }
    }

    /** Completes once it is durable, or with the problem {@code store_unavailable}. */
    CompletionStage<Void> now(TrackingHit hit) {
        return facts.append(Topics.HITS, hit.getDeliveryId(), RecordCodec.HIT.encode(hit));
    }

    /** Opens and clicks that were not counted because too many waited. */
    long dropped() {
        return dropped.get();
    }

    private void drop() {
        long count = dropped.incrementAndGet();
        if (count % SAID_EVERY == 1) {
            LOG.warn("opens and clicks are not counted, {} so far: the brokers are slow", count);
        }
    }

    /** On the thread. */
    private void write() {
        try {
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                if (failed && !closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    failed = false;
                }
                TrackingHit hit = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (hit != null) {
                    room.acquire();
                    now(hit).whenComplete((done, failure) -> written(hit, failure != null));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing, and its time is over
        }
    }

    private void written(TrackingHit hit, boolean again) {
        room.release();
        if (again) {
            failed = true;
            later(hit);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            writer.join(LAST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
        if (!waiting.isEmpty()) {
            LOG.warn("{} opens and clicks are not counted: the brokers are away", waiting.size());
        }
    }
}
