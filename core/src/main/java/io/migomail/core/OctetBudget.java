package io.migomail.core;

import java.util.concurrent.atomic.AtomicLong;

/** Octets that all connections of a server may hold at a time. Thread-safe. */
public final class OctetBudget {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    /** Of so many octets. */
    public OctetBudget(long limit) {
        this.limit = limit;
    }

    /** Takes octets, or returns false and takes none. */
    public boolean take(int octets) {
        if (held.addAndGet(octets) <= limit) {
            return true;
        }
        held.addAndGet(-octets);
        return false;
    }

    /** Gives back what was taken. */
    public void giveBack(int octets) {
        held.addAndGet(-octets);
    }

    /** Octets held now. */
    public long held() {
        return held.get();
    }
}
