package io.migomail.mta.pace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deliveries of one key that wait: by class and due time, and by the end of their life. One thread. */
final class WaitingRoom {
    private static final List<PaceState.Index> CLASSES =
            List.of(PaceState.Index.CRITICAL, PaceState.Index.HIGH, PaceState.Index.NORMAL);

    private final PaceState state;
    private final List<Window> classes = new ArrayList<>();
    private final Window expiry;

    WaitingRoom(PaceState state) {
        this.state = state;
        for (PaceState.Index index : CLASSES) {
            classes.add(new Window(state, index));
        }
        expiry = new Window(state, PaceState.Index.EXPIRY);
    }

    void add(String deliveryId, Waiting item) {
        state.putItem(deliveryId, item);
        classes.get(item.rank()).add(new Slot(item.due(), deliveryId));
        expiry.add(new Slot(item.expiresAt(), deliveryId));
    }

    void remove(String deliveryId, Waiting item) {
        state.removeItem(deliveryId);
        classes.get(item.rank()).remove(new Slot(item.due(), deliveryId));
        expiry.remove(new Slot(item.expiresAt(), deliveryId));
    }

    /** @throws IllegalStateException where an index names a delivery that does not wait: the state is damaged */
    Waiting get(String deliveryId) {
        if (state.item(deliveryId) instanceof Waiting waiting) {
            return waiting;
        }
        throw new IllegalStateException(deliveryId + " is in an index of PACE but does not wait");
    }

    /** The delivery whose turn it is: first by class, then by due time; null where none is due. */
    @Nullable
    String nextDue(long now) {
        for (Window window : classes) {
            Slot first = window.first();
            if (first != null && first.at() <= now) {
                return first.deliveryId();
            }
        }
        return null;
    }

    /** Whether a delivery of this class or one before it is due. */
    boolean anyDue(int rank, long now) {
        for (int i = 0; i <= rank; i++) {
            if (classes.get(i).firstAt() <= now) {
                return true;
            }
        }
        return false;
    }

    /** The first due time after now of any class's head; {@code Long.MAX_VALUE} where none is. */
    long nextDueAfter(long now) {
        long next = Long.MAX_VALUE;
        for (Window window : classes) {
            long at = window.firstAt();
            next = at > now ? Math.min(next, at) : next;
        }
        return next;
    }

    /** The first delivery whose life ends, or null. */
    @Nullable
    Slot nextExpiry() {
        return expiry.first();
    }
}
