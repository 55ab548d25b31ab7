package io.migomail.jobs.accounting;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * An event that an endpoint has not taken yet.
 *
 * @param failures attempts that failed since it waits
 * @param due not to be tried before
 * @param earlier attempts before it waited: it was sent before, and is sent again
 * @param once a failure is not followed by another attempt
 */
public record PendingEvent(byte[] body, int failures, long due, int earlier, boolean once) {
    static final TypeInformation<PendingEvent> TYPE = TypeInformation.of(PendingEvent.class);

    /** One that was attempted so often before. */
    static PendingEvent of(byte[] body, int earlier, long now) {
        return new PendingEvent(body, 0, now, earlier, false);
    }

    PendingEvent asOnce() {
        return new PendingEvent(body, failures, due, earlier, true);
    }

    PendingEvent dueAt(long at) {
        return new PendingEvent(body, failures, at, earlier, once);
    }

    PendingEvent failed(long next) {
        return new PendingEvent(body, failures + 1, next, earlier, once);
    }

    /** The number of its next attempt, or of the one under way. */
    int number() {
        return earlier + failures + 1;
    }
}
