package io.migomail.core;

import java.util.Locale;

/** How much of the content of its messages an application wants to be kept for reading (docs/adr/0038). */
public enum ContentKeeping {
    /** By class: that of critical messages redacted, since they carry secrets of a few minutes; any other in full. */
    AUTO,
    FULL,
    /** What was written about the recipient is masked. */
    REDACTED,
    NONE;

    /** Stands for a text that was written about the recipient, however long it was. */
    public static final String MASK = "\u2022\u2022\u2022";

    /** The word used in records and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it means for a message of that class; never AUTO. */
    public ContentKeeping of(MessageClass messageClass) {
        if (this != AUTO) {
            return this;
        }
        return messageClass == MessageClass.CRITICAL ? REDACTED : FULL;
    }

    /** What a record says; AUTO where it says nothing that is known. */
    public static ContentKeeping ofRecord(String word) {
        for (ContentKeeping each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        return AUTO;
    }

    /** @throws IllegalArgumentException for any other word */
    public static ContentKeeping of(String word) {
        return Words.of(values(), ContentKeeping::word, word, "content");
    }
}
