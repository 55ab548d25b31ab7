package io.migomail.jobs.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was used longest ago. One thread. */
final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int bound;

    RecentlyUsed(int bound) {
        super(16, 0.75f, true);
        this.bound = bound;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > bound;
    }
}
