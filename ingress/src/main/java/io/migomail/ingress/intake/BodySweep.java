package io.migomail.ingress.intake;

import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodyStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes bodies that no delivery can ask for any more: those that nobody put for {@link Limits#BODY_RETENTION}. The one
 * place that does; several nodes may run it over the same store. Each run is bounded, a failing one is told and the next
 * one tries again.
 */
public final class BodySweep {
    private static final Logger LOG = LoggerFactory.getLogger(BodySweep.class);

    private final BodyStore store;
    private final TimeSource time;

    private BodySweep(BodyStore store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    /**
     * Makes the store ready, and sweeps it every {@link Limits#BODY_SWEEP_INTERVAL}, the first time after one.
     *
     * @throws IllegalStateException where it cannot be used
     */
    public static Periodic start(BodyStore store, TimeSource time) {
        try {
            store.prepare();
        } catch (BodyException e) {
            throw new IllegalStateException("MIGO_BODIES: " + e.getMessage(), e);
        }
        return Periodic.start("body-sweep", Limits.BODY_SWEEP_INTERVAL, new BodySweep(store, time)::run);
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
}
