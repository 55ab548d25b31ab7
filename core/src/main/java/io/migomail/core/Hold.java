package io.migomail.core;

/** Who waits when an attempt is deferred; spelled in records as {@link #word()}. */
public enum Hold {
    /** The delivery alone. */
    NONE(""),
    /** The source address rests towards this destination; others of its pool go on. */
    ADDRESS("address"),
    /** Everything for this destination from this pool: it would be told the same. */
    GROUP("group");

    private final String word;

    Hold(String word) {
        this.word = word;
    }

    /** The word used in records. */
    public String word() {
        return word;
    }

    /** The meaning of a word; a word of a newer build holds nobody else. */
    public static Hold of(String word) {
        for (Hold one : values()) {
            if (one.word.equals(word)) {
                return one;
            }
        }
        return NONE;
    }
}
