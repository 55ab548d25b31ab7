package io.migomail.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows by a key that several may share. One thread writes, any number read without locks: a key's list is immutable and
 * replaced as a whole, in the table's order, so that all processes see the same first row whatever compaction left.
 */
final class Index<T> {
    private final Function<T, @Nullable String> key;
    private final Comparator<T> order;
    private final ConcurrentHashMap<String, List<T>> rows = new ConcurrentHashMap<>();

    Index(Function<T, @Nullable String> key, Comparator<T> order) {
        this.key = key;
        this.order = order;
    }

    void replace(@Nullable T before, @Nullable T after) {
        String oldKey = before == null ? null : key.apply(before);
        String newKey = after == null ? null : key.apply(after);
        if (oldKey != null && !oldKey.equals(newKey)) {
            update(oldKey, before, null);
        }
        if (newKey != null) {
            update(newKey, newKey.equals(oldKey) ? before : null, after);
        }
    }

    List<T> all(String value) {
        return rows.getOrDefault(value, List.of());
    }

    @Nullable
    T first(String value) {
        List<T> found = all(value);
        return found.isEmpty() ? null : found.get(0);
    }

    private void update(String value, @Nullable T remove, @Nullable T add) {
        List<T> list = new ArrayList<>(all(value));
        int old = remove == null ? -1 : Collections.binarySearch(list, remove, order);
        if (old >= 0) {
            list.remove(old);
        }
        if (add != null) {
            int place = Collections.binarySearch(list, add, order);
            list.add(place < 0 ? -place - 1 : place, add);
        }
        if (list.isEmpty()) {
            rows.remove(value);
        } else {
            rows.put(value, List.copyOf(list));
        }
    }
}
