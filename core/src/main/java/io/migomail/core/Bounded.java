package io.migomail.core;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that never holds more than so many entries. One thread, or synchronized by its owner, for reads too. */
public final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int bound;

    private Bounded(int bound, boolean byUse) {
        super(16, 0.75f, byUse);
        this.bound = bound;
    }

    /** Forgets what was used longest ago. */
    public static <K, V> Bounded<K, V> recentlyUsed(int bound) {
        return new Bounded<>(bound, true);
    }

    /** Forgets what was put in first. */
    public static <K, V> Bounded<K, V> youngest(int bound) {
        return new Bounded<>(bound, false);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > bound;
    }
}
