package io.migomail.telemetry;

import java.util.Locale;

/** What the number of a metric does. */
public enum Kind {
    /** Only grows while its process lives. */
    COUNTER,
    /** Rises and falls. */
    GAUGE,
    /** How many observations lie at or below each of some bounds, their number and their sum. */
    HISTOGRAM;

    /** The word in the reference. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
