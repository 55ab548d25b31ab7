package io.migomail.analytics;

import org.jspecify.annotations.Nullable;

/** How durations are spread, in milliseconds. Percentiles are by nearest rank, so each is one that occurred. */
public record Spread(long count, long p50, long p95, long p99, long max) {
    /** An aggregate over the rows for which the condition holds, as SQL: how many, percentiles, and the largest. */
    static String sql(String millis, String condition) {
        // Weighted: exact as well, and its memory grows with the values that differ, not with the rows.
        return "toInt64(countIf(" + condition + ")), quantilesExactWeightedIf(0.5, 0.95, 0.99)(toInt64(" + millis
                + "), 1, " + condition + "), toInt64(maxIf(" + millis + ", " + condition + "))";
    }

    /** Null where there is none. */
    static @Nullable Spread read(RowBinaryInput in) {
        long count = in.int64();
        long[] percentiles = new long[in.count()];
        for (int i = 0; i < percentiles.length; i++) {
            percentiles[i] = in.int64();
        }
        long max = in.int64();
        return count == 0 ? null : new Spread(count, percentiles[0], percentiles[1], percentiles[2], max);
    }
}
