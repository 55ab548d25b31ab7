package io.migomail.jobs.accounting;

import io.migomail.analytics.DeliveryLookup;
import io.migomail.core.Ids;
import io.migomail.core.MessageIds;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what is known of deliveries, several by one question, on a thread of its own. Where the store is away, it asks
 * again with a growing wait until it is not. A delivery that is not known yet is asked for again: its events take longer
 * to be stored than a machine to open its mail. Any thread may ask.
 */
final class HitLookup implements AutoCloseable {
    static final int BATCH = 500;
    private static final long GATHER_MILLIS = 20;
    private static final long AGAIN_MILLIS = 500;
    private static final long LONGEST_BACK_OFF = 10_000;
    /** So long the event that tells of its acceptance is waited for, then what is known must do. */
    private static final Duration FOR_DELIVERED = Duration.ofMinutes(1);
    /** And so long anything at all, where the message is young enough for its events to be under way. */
    private static final Duration FOR_ANYTHING = Duration.ofMinutes(15);

    private static final Duration YOUNG = Duration.ofDays(8);
    private static final Logger LOG = LoggerFactory.getLogger(HitLookup.class);

    private final KnownDeliveries deliveries;
    private final TimeSource time;
    private final LinkedBlockingQueue<Asked> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean planned = new AtomicBoolean();
    private int failures;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread t = new Thread(task, "hit-lookup");
        t.setDaemon(true);
        return t;
    });

    private record Asked(String deliveryId, long since, CompletableFuture<Optional<DeliveryLookup.Known>> answer) {}

    HitLookup(KnownDeliveries deliveries, TimeSource time) {
        this.deliveries = deliveries;
        this.time = time;
    }

    /** Completes with what is known of the delivery, or with none where there is none to be expected any more. */
    CompletableFuture<Optional<DeliveryLookup.Known>> ask(String deliveryId) {
        Asked asked = new Asked(deliveryId, time.monotonicNanos(), new CompletableFuture<>());
        waiting.add(asked);
        plan(GATHER_MILLIS);
        return asked.answer();
    }

    private void plan(long millis) {
        if (planned.compareAndSet(false, true)) {
            try {
                thread.schedule(this::look, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // Closing: whoever asked has it in its checkpoint.
            }
        }
    }

    /** On the thread. */
    private void look() {
        planned.set(false);
        List<Asked> batch = new ArrayList<>();
        waiting.drainTo(batch, BATCH);
        if (batch.isEmpty()) {
            return;
        }
        try {
            answer(
                    batch,
                    deliveries.find(
                            batch.stream().map(Asked::deliveryId).distinct().toList()));
            failures = 0;
        } catch (IOException e) {
            waiting.addAll(batch);
            long wait = Math.min(LONGEST_BACK_OFF, 100L << Math.min(failures++, 10));
            LOG.warn("{} deliveries not looked up, again in {} ms: {}", batch.size(), wait, e.toString());
            plan(wait);
            return;
        } catch (RuntimeException e) {
            batch.forEach(asked -> asked.answer().completeExceptionally(e));
        }
        if (!waiting.isEmpty()) {
            plan(0);
        }
    }

    private void answer(List<Asked> batch, Map<String, DeliveryLookup.Known> found) {
        List<Asked> later = new ArrayList<>();
        for (Asked asked : batch) {
            DeliveryLookup.Known known = found.get(asked.deliveryId());
            if (known == null ? worthWaiting(asked) : !known.delivered() && within(asked, FOR_DELIVERED)) {
                later.add(asked);
            } else {
                asked.answer().complete(Optional.ofNullable(known));
            }
        }
        if (!later.isEmpty()) {
            again(later);
        }
    }

    private void again(List<Asked> later) {
        try {
            thread.schedule(
                    () -> {
                        waiting.addAll(later);
                        plan(0);
                    },
                    AGAIN_MILLIS,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closing, as above.
        }
    }

    private boolean worthWaiting(Asked asked) {
        long made = MessageIds.timeOf(Ids.messageOf(asked.deliveryId()));
        return time.wallMillis() - made < YOUNG.toMillis() && within(asked, FOR_ANYTHING);
    }

    private boolean within(Asked asked, Duration patience) {
        return time.monotonicNanos() - asked.since() < patience.toNanos();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        deliveries.close();
    }
}
