package io.migomail.core;

import java.util.Locale;

/** Whether what ended a delivery would end the next one as well. */
public enum BounceType {
    /** Permanent, as far as the one who told of it knows. */
    HARD,
    /** Temporary, and given up. */
    SOFT;

    /**
     * By the codes that were told; where none was, it is permanent: somebody gave up.
     *
     * @param enhanced status code (RFC 3463); empty = none
     * @param code reply code; 0 = none
     */
    public static BounceType of(String enhanced, int code) {
        boolean temporary = enhanced.isEmpty() ? code >= 400 && code < 500 : enhanced.startsWith("4");
        return temporary ? SOFT : HARD;
    }

    /** The word used in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
