package io.migomail.analytics;

import io.migomail.core.AccountingLimits;
import io.migomail.core.Limits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long the parts are into which statistics are cut; they begin with the minutes, hours and days of UTC. */
public enum StatsInterval {
    /** Of windows only. */
    MINUTE(Duration.ofMinutes(1), AccountingLimits.WINDOW_MINUTES),
    HOUR(Duration.ofHours(1), Limits.STATS_HOURS),
    DAY(Duration.ofDays(1), Limits.STATS_RANGE);

    private final Duration length;
    private final Duration longest;

    StatsInterval(Duration length, Duration longest) {
        this.length = length;
        this.longest = longest;
    }

    /** The word used in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of this one and of all that are longer. */
    public List<String> words() {
        return Arrays.stream(values())
                .filter(one -> one.compareTo(this) >= 0)
                .map(StatsInterval::word)
                .toList();
    }

    /** @throws IllegalArgumentException for any other word */
    public static StatsInterval of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public long millis() {
        return length.toMillis();
    }

    /** The longest range that may be cut so. */
    public Duration longest() {
        return longest;
    }
}
