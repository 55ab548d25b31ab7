package io.migomail.analytics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long the parts are into which statistics are cut; they begin with the hours and days of UTC. */
public enum StatsInterval {
    HOUR(3_600_000L),
    DAY(86_400_000L);

    private final long millis;

    StatsInterval(long millis) {
        this.millis = millis;
    }

    /** The word used in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every word. */
    public static List<String> words() {
        return Arrays.stream(values()).map(StatsInterval::word).toList();
    }

    long millis() {
        return millis;
    }
}
