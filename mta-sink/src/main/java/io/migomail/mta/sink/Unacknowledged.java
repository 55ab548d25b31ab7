package io.migomail.mta.sink;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Outcomes handed to the journal and not acknowledged, oldest first. Thread-safe, without locks. */
final class Unacknowledged {
    /** One of them. */
    static final class Entry {
        private final long since;
        private volatile boolean gone;

        private Entry(long since) {
            this.since = since;
        }
    }

    private final Deque<Entry> entries = new ConcurrentLinkedDeque<>();

    Entry add(long now) {
        Entry entry = new Entry(now);
        entries.addLast(entry);
        return entry;
    }

    void remove(Entry entry) {
        entry.gone = true;
        trim();
    }

    /** Nanoseconds since the oldest was handed over; 0 = none is waiting. */
    long oldestAge(long now) {
        Entry oldest = trim();
        return oldest == null ? 0 : Math.max(0, now - oldest.since);
    }

    private @Nullable Entry trim() {
        Entry oldest = entries.peekFirst();
        while (oldest != null && oldest.gone) {
            entries.removeFirstOccurrence(oldest);
            oldest = entries.peekFirst();
        }
        return oldest;
    }
}
