package io.migomail.core;

import java.util.Locale;

/** What a link of a mail is for. The octet in a token never changes its meaning. */
public enum TrackingKind {
    /** The invisible image of a mail that tells of its opening. */
    OPEN(1, "o"),
    /** A link that leads on to where its sender meant it to. */
    CLICK(2, "c"),
    /** Where the recipient is taken off the list (RFC 8058). */
    UNSUBSCRIBE(3, "u");

    private final int octet;
    private final String path;

    TrackingKind(int octet, String path) {
        this.octet = octet;
        this.path = path;
    }

    /** The word used in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static TrackingKind of(String word) {
        return Words.of(values(), TrackingKind::word, word, "kind of hit");
    }

    /** What stands for it in a token. */
    int octet() {
        return octet;
    }

    /** Where it is served: this, then the token. */
    public String path() {
        return "/t/" + path + "/";
    }
}
