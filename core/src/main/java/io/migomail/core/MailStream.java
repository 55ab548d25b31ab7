package io.migomail.core;

import java.util.Locale;

/** Which kind of IP pool may carry a message. */
public enum MailStream {
    TRANSACTIONAL,
    MARKETING;

    /** The word used in the API and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static MailStream of(String word) {
        return Words.of(values(), MailStream::word, word, "stream");
    }
}
