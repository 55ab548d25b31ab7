package io.migomail.core;

import java.util.Locale;

/** What a message is to the idempotency key that it came under (docs/adr/0010). */
public enum Standing {
    /** Not ruled yet: of the holder before it nothing has been rendered so far. */
    WAITING,
    /** The key is, or was, its own: it is sent. */
    HOLDER,
    /** It could not be rendered and left the key to others. */
    FAILED,
    /** The same request as the holder's, whose id differs because the day did. */
    ALIAS,
    /** Another request than the holder's. */
    CONFLICT;

    /** The word used in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static Standing of(String word) {
        return Words.of(values(), Standing::word, word, "standing");
    }
}
