package io.migomail.mta.pace;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One ordered index with its first slots cached, so that looking at the head does not search the store each time: the
 * store's head is full of deleted entries that a search has to step over. Bounded; one thread.
 *
 * <p>Invariant: once loaded, the cache holds every stored slot up to its own last one; where {@code complete}, it holds
 * all of them.
 */
final class Window {
    private static final int BATCH = 64;

    private final PaceState state;
    private final PaceState.Index index;
    private final TreeSet<Slot> cache = new TreeSet<>();
    private boolean loaded;
    private boolean complete;

    Window(PaceState state, PaceState.Index index) {
        this.state = state;
        this.index = index;
    }

    /** The first slot, or null where the index is empty. */
    @Nullable
    Slot first() {
        if (!loaded || (cache.isEmpty() && !complete)) {
            load();
        }
        return cache.isEmpty() ? null : cache.first();
    }

    /** Instant of the first slot; {@code Long.MAX_VALUE} where there is none. */
    long firstAt() {
        Slot first = first();
        return first == null ? Long.MAX_VALUE : first.at();
    }

    void add(Slot slot) {
        state.add(index, slot);
        boolean within = complete || (!cache.isEmpty() && slot.compareTo(cache.last()) < 0);
        if (loaded && within) {
            cache.add(slot);
            trim();
        }
    }

    void remove(Slot slot) {
        state.remove(index, slot);
        cache.remove(slot);
    }

    private void load() {
        var slots = state.head(index, BATCH);
        cache.addAll(slots);
        complete = slots.size() < BATCH;
        loaded = true;
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
