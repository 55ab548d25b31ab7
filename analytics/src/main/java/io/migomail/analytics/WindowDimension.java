package io.migomail.analytics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What windows can be grouped and filtered by; what is not known yet of a delivery belongs to the empty text. */
public enum WindowDimension {
    APPLICATION("application_id"),
    CLASS("message_class"),
    /** The destination group. */
    PROVIDER("provider"),
    /** By which door the message came. */
    ENDPOINT("endpoint"),
    /** The address from which an attempt was made. */
    EGRESS_IP("egress_ip");

    private final String column;

    WindowDimension(String column) {
        this.column = column;
    }

    /** The word that names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every word. */
    public static List<String> words() {
        return Arrays.stream(values()).map(WindowDimension::word).toList();
    }

    /** @throws IllegalArgumentException for any other word */
    public static WindowDimension of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String column() {
        return column;
    }
}
