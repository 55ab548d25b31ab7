package io.migomail.ingress.intake;

import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodyStore;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes bodies that no delivery can ask for any more: those that nobody put for {@link Limits#BODY_RETENTION}. The one
 * place that does; several nodes may run it over the same store. Each run is bounded, a failing one is told and the next
 * one tries again. One thread, from {@link #start} to {@link #close}.
 */
public final class BodySweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BodySweep.class);

    private final BodyStore store;
    private final TimeSource time;
    private final ScheduledExecutorService clock;

    private BodySweep(BodyStore store, TimeSource time) {
        this.store = store;
        this.time = time;
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "body-sweep");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Sweeps every {@link Limits#BODY_SWEEP_INTERVAL}, the first time after one. */
    public static BodySweep start(BodyStore store, TimeSource time) {
        BodySweep sweep = new BodySweep(store, time);
        long interval = Limits.BODY_SWEEP_INTERVAL.toMillis();
        sweep.clock.scheduleWithFixedDelay(sweep::run, interval, interval, TimeUnit.MILLISECONDS);
        return sweep;
    }

    private void run() {
        long before = time.wallMillis() - Limits.BODY_RETENTION.toMillis();
        try {
            int removed = store.sweep(before, Limits.BODY_SWEEP);
            if (removed > 0) {
                LOG.info("{} bodies older than {} removed", removed, Limits.BODY_RETENTION);
            }
        } catch (BodyException | RuntimeException e) {
            LOG.warn("bodies could not be swept", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
