package io.migomail.mta.pace;

import java.util.Locale;

/** Why a delivery waits; there is always exactly one reason. */
public enum DelayReason {
    /** Its turn has not come: others of its class or a higher one go first. */
    QUEUE,
    /** The destination's rate is used up for the moment. */
    RATE,
    /** All connections the destination allows are busy; one, after it turned mail away. */
    CONNECTIONS,
    /** An attempt failed for now; the next one is not due. */
    RETRY,
    /** The destination greylists. */
    GREYLISTED,
    /** The destination says that it gets too much from us; everything for it waits. */
    THROTTLED,
    /** The destination turns away whoever comes; everything for it waits. */
    TURNED_AWAY,
    /** No host of the destination can be reached; everything for it waits. */
    UNREACHABLE,
    /** Every address of the pool is refused by the destination. */
    BLOCKED,
    /** The domain could not be resolved. */
    DNS,
    /** The pool does not exist or has no address. */
    NO_POOL,
    /** After a restart, until the journal has been read again. */
    RESTORING;

    /** The word used in state, records and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static DelayReason of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
