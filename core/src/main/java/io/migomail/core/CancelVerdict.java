package io.migomail.core;

import java.util.Locale;

/** PACE's word on a delivery that was to be canceled. */
public enum CancelVerdict {
    /** It had not left and never will: its final outcome is {@code canceled}. */
    CANCELED,
    /** An attempt was under way; the delivery goes on as if nobody had asked. */
    IN_FLIGHT,
    /** It had its final outcome already. */
    SETTLED;

    /** The word used in records and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static CancelVerdict of(String word) {
        return Words.of(values(), CancelVerdict::word, word, "verdict");
    }
}
