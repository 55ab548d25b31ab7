package io.migomail.mail.dns;

import io.migomail.core.Bounded;
import io.migomail.core.TimeSource;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * Answers until their TTL ends, the least used dropped first. Thread-safe; ages by the monotonic clock, so that a step
 * of the wall clock neither keeps nor drops anything.
 */
final class AnswerCache {
    /** Who asks, and for what. */
    record Question(Name name, int type) {}

    private record Entry(RawAnswer answer, long expires) {}

    /** TTLs are bounded where replies are read. */
    static final Duration LONGEST = Duration.ofHours(1);

    private final Duration maxAge;
    private final TimeSource time;
    private final Map<Question, Entry> entries;

    AnswerCache(int size, Duration maxAge, TimeSource time) {
        this.maxAge = maxAge;
        this.time = time;
        this.entries = Bounded.recentlyUsed(size);
    }

    @Nullable
    RawAnswer get(Question question) {
        synchronized (entries) {
            Entry entry = entries.get(question);
            if (entry == null) {
                return null;
            }
            if (time.monotonicNanos() - entry.expires() >= 0) {
                entries.remove(question);
                return null;
            }
            return entry.answer();
        }
    }

    void put(Question question, RawAnswer answer) {
        Duration ttl = answer.ttl().compareTo(maxAge) < 0 ? answer.ttl() : maxAge;
        synchronized (entries) {
            entries.put(question, new Entry(answer, time.monotonicNanos() + ttl.toNanos()));
        }
    }
}
