package io.migomail.mail.smtp.server;

import java.util.concurrent.atomic.AtomicLong;

/** Content octets that all connections of a server may hold at a time. Thread-safe. */
final class ContentBudget {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    ContentBudget(long limit) {
        this.limit = limit;
    }

    /** Takes octets, or returns false and takes none. */
    boolean take(int octets) {
        if (held.addAndGet(octets) <= limit) {
            return true;
        }
        held.addAndGet(-octets);
        return false;
    }

    void giveBack(int octets) {
        held.addAndGet(-octets);
    }

    long held() {
        return held.get();
    }
}
