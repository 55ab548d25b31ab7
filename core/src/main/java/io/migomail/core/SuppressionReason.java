package io.migomail.core;

import java.util.Locale;

/** Why an application does not write to an address. */
public enum SuppressionReason {
    HARD_BOUNCE,
    SPAM_COMPLAINT,
    UNSUBSCRIBE,
    /** By the API. */
    MANUAL;

    /** The word used in the API and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static SuppressionReason of(String word) {
        return Words.of(values(), SuppressionReason::word, word, "suppression reason");
    }
}
