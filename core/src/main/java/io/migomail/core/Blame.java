package io.migomail.core;

import java.util.Locale;

/** Whose fault a failed attempt is; only {@link #RECIPIENT} may lead to suppression. */
public enum Blame {
    RECIPIENT,
    OUR_IP,
    OUR_AUTHENTICATION,
    CONTENT,
    REMOTE,
    US;

    /** The word used in the API and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
