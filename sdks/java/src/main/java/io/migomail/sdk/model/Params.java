package io.migomail.sdk.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request holds; only what was set is sent. Not thread-safe.
 *
 * @param <T> the class itself
 */
public abstract class Params<T extends Params<T>> {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Made by the classes below only. */
    Params() {}

    /** Sets a field by the name that the API has for it, which may be newer than this library; null is sent as null. */
    @SuppressWarnings("unchecked")
    public T with(String name, @Nullable Object value) {
        values.put(name, value instanceof Params<?> params ? params.asMap() : value);
        return (T) this;
    }

    /** What was set, in that order. */
    public Map<String, @Nullable Object> asMap() {
        return new LinkedHashMap<>(values);
    }
}
