package io.migomail.bench.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;
import java.util.List;

/** How durations spread, in milliseconds: nearest-rank percentiles, so that each is a duration that occurred. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Spread(int count, double p50, double p95, double p99, double max) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Of durations in nanoseconds; all zero where there is none. */
    public static Spread ofNanos(List<Long> nanos) {
        return of(nanos.stream().mapToDouble(n -> n / NANOS_PER_MILLI).toArray());
    }

    /** Of durations in milliseconds; all zero where there is none. */
    public static Spread of(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return new Spread(0, 0, 0, 0, 0);
        }
        return new Spread(
                sorted.length, rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99), sorted[sorted.length - 1]);
    }

    /** The smallest value that at least this share of all does not exceed. */
    private static double rank(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length - 1e-9);
        return sorted[Math.max(rank, 1) - 1];
    }
}
