package io.migomail.core;

import java.util.Locale;

/** What a mail that came back tells of a delivery. */
public enum ReportKind {
    /** It was not delivered after all. */
    BOUNCE,
    /** Its recipient complained. */
    COMPLAINT;

    /** The word used in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static ReportKind of(String word) {
        return Words.of(values(), ReportKind::word, word, "kind of report");
    }
}
