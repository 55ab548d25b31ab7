package io.migomail.mta.pace;

import io.migomail.core.record.Outcome;
import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether a task that starts has read the journal past everything that an earlier life wrote: past its own mark
 * in every partition (docs/adr/0012). Until then it remembers which keys would have acted. One thread.
 */
final class Fence {
    /** So long a task waits without a record of the journal before it gives up. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long life;
    private final long since;
    private final BitSet missing = new BitSet();
    private final Set<String> held = new LinkedHashSet<>();
    private long heard;
    private volatile boolean passed;

    private Fence(long life, int partitions, long now) {
        this.life = life;
        this.since = now;
        this.heard = now;
        missing.set(0, partitions);
        passed = missing.isEmpty();
    }

    /** The marks of this life lie in so many partitions. */
    static Fence written(long life, int partitions, long now) {
        return new Fence(life, partitions, now);
    }

    /** Names the life whose fence it is. */
    long life() {
        return life;
    }

    /** The instant at which that life began. */
    long since() {
        return since;
    }

    /** Whether PACE may act; for any thread. */
    boolean passed() {
        return passed;
    }

    /** A mark has been read; returns whether it was the last one missing. Those of other lives mean nothing. */
    boolean read(Outcome mark, long now) {
        heard = now;
        if (passed() || mark.getFence().getLife() != life) {
            return false;
        }
        missing.clear(mark.getFence().getPartition());
        passed = missing.isEmpty();
        return passed;
    }

    /** A record of the journal has been read. */
    void heard(long now) {
        heard = now;
    }

    /** This key would act now, if it might. */
    void hold(String key) {
        held.add(key);
    }

    /** The keys that were held, once. */
    Set<String> release() {
        Set<String> keys = Set.copyOf(held);
        held.clear();
        return keys;
    }

    /**
     * The instant at which to call again.
     *
     * @throws IllegalStateException where the journal has been silent for too long
     */
    long patience(long now) {
        if (now - heard >= PATIENCE.toMillis()) {
            throw new IllegalStateException("no record of the journal for " + PATIENCE + " after a start, while its"
                    + " marks in partitions " + missing + " are still to be read");
        }
        return heard + PATIENCE.toMillis();
    }
}
