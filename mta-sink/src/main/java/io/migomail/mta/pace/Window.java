package io.migomail.mta.pace;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One ordered index with its first slots cached, and a mark before which it has none. Looking at the head must not
 * search the store each time: the store's head is full of deleted entries that a search has to step over, and where an
 * index is empty a search steps over those of other keys too. Bounded; one thread.
 *
 * <p>Invariant: once loaded, the cache holds every stored slot up to its own last one; where {@code complete}, it holds
 * all of them. No stored slot is before the mark.
 */
final class Window {
    private static final int BATCH = 256;

    private final PaceState state;
    private final Marks marks;
    private final PaceState.Index index;
    private final TreeSet<Slot> cache = new TreeSet<>();
    private boolean loaded;
    private boolean complete;

    Window(PaceState state, Marks marks, PaceState.Index index) {
        this.state = state;
        this.marks = marks;
        this.index = index;
        complete = marks.first(index) == Long.MAX_VALUE;
        loaded = complete;
    }

    /** An instant before which the index has no slot; {@code Long.MAX_VALUE} where it is empty. Costs nothing. */
    long notBefore() {
        return cache.isEmpty() ? marks.first(index) : cache.first().at();
    }

    /** The first slot where it is at {@code now} or before, else null. */
    @Nullable
    Slot due(long now) {
        if (notBefore() > now) {
            return null;
        }
        if (!loaded || (cache.isEmpty() && !complete)) {
            load();
        }
        return cache.isEmpty() || cache.first().at() > now ? null : cache.first();
    }

    void add(Slot slot) {
        state.add(index, slot);
        if (slot.at() < marks.first(index)) {
            mark(slot.at());
        }
        boolean within = complete || (!cache.isEmpty() && slot.compareTo(cache.last()) < 0);
        if (loaded && within) {
            cache.add(slot);
            trim();
        }
    }

    void remove(Slot slot) {
        state.remove(index, slot);
        cache.remove(slot);
        if (loaded && complete && cache.isEmpty()) {
            mark(Long.MAX_VALUE);
        }
    }

    private void load() {
        var slots = state.head(index, BATCH);
        cache.addAll(slots);
        complete = slots.size() < BATCH;
        loaded = true;
        mark(slots.isEmpty() ? Long.MAX_VALUE : slots.get(0).at());
    }

    private void mark(long instant) {
        if (marks.first(index) != instant) {
            marks.setFirst(index, instant);
            state.setMarks(marks);
        }
    }

    private void trim() {
        if (cache.size() > 2 * BATCH) {
            while (cache.size() > BATCH) {
                cache.pollLast();
            }
            complete = false;
        }
    }
}
