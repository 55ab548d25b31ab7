package io.migomail.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The present rows of one kind with their indexes. One thread writes, any number read without locks. */
final class Table<T> {
    private final ConcurrentHashMap<String, T> rows = new ConcurrentHashMap<>();
    private final List<Index<T>> indexes = new ArrayList<>();
    private final Comparator<T> order;

    /** Rows are listed by age, then by id. */
    Table(ToLongFunction<T> createdAt, Function<T, String> id) {
        this.order = Comparator.comparingLong(createdAt).thenComparing(id);
    }

    /** An index over rows for which the key is not null; to be made before the first row is put. */
    Index<T> index(Function<T, @Nullable String> key) {
        Index<T> index = new Index<>(key, order);
        indexes.add(index);
        return index;
    }

    @Nullable
    T get(String id) {
        return rows.get(id);
    }

    Collection<T> all() {
        return rows.values();
    }

    void replace(String id, @Nullable T row) {
        T before = row == null ? rows.remove(id) : rows.put(id, row);
        indexes.forEach(index -> index.replace(before, row));
    }
}
