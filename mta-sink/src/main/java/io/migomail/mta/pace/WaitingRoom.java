package io.migomail.mta.pace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deliveries of one key that wait: by class and due time, and by the end of their life. One thread. */
final class WaitingRoom {
    private static final List<PaceState.Index> CLASSES =
            List.of(PaceState.Index.CRITICAL, PaceState.Index.HIGH, PaceState.Index.NORMAL);

    private final PaceState state;
    private final Marks marks;
    private final List<Window> classes = new ArrayList<>();
    private final Window expiry;

    WaitingRoom(PaceState state, Marks marks) {
        this.state = state;
        this.marks = marks;
        for (PaceState.Index index : CLASSES) {
            classes.add(new Window(state, marks, index));
        }
        expiry = new Window(state, marks, PaceState.Index.EXPIRY);
        if (marks.counts() == null) {
            countOnce();
        }
    }

    /** What a build left behind that did not count. */
    private void countOnce() {
        int[] counts = new int[CLASSES.size()];
        for (int rank = 0; rank < counts.length; rank++) {
            PaceState.Index index = CLASSES.get(rank);
            boolean empty = marks.first(index) == Long.MAX_VALUE;
            counts[rank] = empty ? 0 : state.head(index, Integer.MAX_VALUE).size();
        }
        marks.setCounts(counts);
        state.setMarks(marks);
    }

    void add(String deliveryId, Waiting item) {
        state.putItem(deliveryId, item);
        classes.get(item.rank()).add(new Slot(item.due(), deliveryId));
        expiry.add(new Slot(item.expiresAt(), deliveryId));
        count(item.rank(), 1);
    }

    void remove(String deliveryId, Waiting item) {
        state.removeItem(deliveryId);
        classes.get(item.rank()).remove(new Slot(item.due(), deliveryId));
        expiry.remove(new Slot(item.expiresAt(), deliveryId));
        count(item.rank(), -1);
    }

    private void count(int rank, int change) {
        marks.count(rank, change);
        state.setMarks(marks);
    }

    /** How many deliveries of this class wait. */
    int count(int rank) {
        return marks.waiting(rank);
    }

    /** Whether nothing waits. */
    boolean isEmpty() {
        return count(0) == 0 && count(1) == 0 && count(2) == 0;
    }

    /** @throws IllegalStateException where an index names a delivery that does not wait: the state is damaged */
    Waiting get(String deliveryId) {
        if (state.item(deliveryId) instanceof Waiting waiting) {
            return waiting;
        }
        throw new IllegalStateException(deliveryId + " is in an index of PACE but does not wait");
    }

    /** The first class of which a delivery is due, by rank; -1 where none is. */
    int rankDue(long now) {
        for (int rank = 0; rank < classes.size(); rank++) {
            if (classes.get(rank).due(now) != null) {
                return rank;
            }
        }
        return -1;
    }

    /**
     * The delivery whose turn it is: first by class, then by due time.
     *
     * @throws IllegalStateException where none is due
     */
    String nextDue(long now) {
        int rank = rankDue(now);
        Slot first = rank < 0 ? null : classes.get(rank).due(now);
        if (first == null) {
            throw new IllegalStateException("no delivery of PACE is due at " + now);
        }
        return first.deliveryId();
    }

    /** Whether a delivery of this class or one before it is due. */
    boolean anyDue(int rank, long now) {
        int first = rankDue(now);
        return first >= 0 && first <= rank;
    }

    /** An instant after now before which nothing else becomes due; {@code Long.MAX_VALUE} where nothing does. */
    long nextDueAfter(long now) {
        long next = Long.MAX_VALUE;
        for (Window window : classes) {
            long at = window.notBefore();
            next = at > now ? Math.min(next, at) : next;
        }
        return next;
    }

    /** When it was the turn of the delivery whose turn has been longest; 0 where it is nobody's. */
    long oldestDue(long now) {
        long oldest = Long.MAX_VALUE;
        for (Window window : classes) {
            Slot first = window.due(now);
            oldest = first == null ? oldest : Math.min(oldest, first.at());
        }
        return oldest == Long.MAX_VALUE ? 0 : oldest;
    }

    /** A delivery whose life has ended, or null. */
    @Nullable
    Slot expired(long now) {
        return expiry.due(now);
    }

    /** An instant before which no life ends; {@code Long.MAX_VALUE} where nothing waits. */
    long nextExpiry() {
        return expiry.notBefore();
    }
}
