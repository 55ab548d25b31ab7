package io.migomail.mta.pace;

import java.time.Duration;

/** The tombstones of one key, and their end. One thread. */
final class Tombstones {
    /** Longer than any replay: sources start again from the last checkpoint, which is minutes old. */
    static final Duration KEPT = Duration.ofHours(2);

    private static final long COARSE = Duration.ofMinutes(1).toMillis();

    private final PaceState state;
    private final Window ends;

    Tombstones(PaceState state, Marks marks) {
        this.state = state;
        this.ends = new Window(state, marks, PaceState.Index.TOMBSTONES);
    }

    void put(String deliveryId, Tombstone.Kind kind, int attempts, long due, Past past, long now) {
        // Whole minutes, so that one timer serves many.
        long until = (now + KEPT.toMillis() + COARSE - 1) / COARSE * COARSE;
        state.putItem(deliveryId, new Tombstone(kind, attempts, until, due, past));
        ends.add(new Slot(until, deliveryId));
    }

    void remove(String deliveryId, Tombstone tombstone) {
        state.removeItem(deliveryId);
        ends.remove(new Slot(tombstone.until(), deliveryId));
    }

    /** An instant before which none ends; {@code Long.MAX_VALUE} where there is none. */
    long nextEnd() {
        return ends.notBefore();
    }

    /** Forgets what has ended, at most so many. */
    void sweep(long now, int most) {
        for (int i = 0; i < most; i++) {
            Slot slot = ends.due(now);
            if (slot == null) {
                return;
            }
            ends.remove(slot);
            if (state.item(slot.deliveryId()) instanceof Tombstone tombstone && tombstone.until() <= slot.at()) {
                state.removeItem(slot.deliveryId());
            }
        }
    }
}
