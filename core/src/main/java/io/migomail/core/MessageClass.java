package io.migomail.core;

import java.util.Locale;

/** The class of a message: decides queue order, retry schedule and default expiry. Lower {@link #rank} goes first. */
public enum MessageClass {
    CRITICAL(0),
    HIGH(1),
    NORMAL(2);

    private final int rank;

    MessageClass(int rank) {
        this.rank = rank;
    }

    /** Place in the queue order; part of stored keys, never changed. */
    public int rank() {
        return rank;
    }

    /** The word used in the API, in records and in topic names. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException where the word is none of {@code critical}, {@code high}, {@code normal} */
    public static MessageClass of(String word) {
        return Words.of(values(), MessageClass::word, word, "message class");
    }
}
