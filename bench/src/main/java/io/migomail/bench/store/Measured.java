package io.migomail.bench.store;

import io.migomail.bench.report.Spread;
import java.util.Locale;

/**
 * How long one question took, in milliseconds.
 *
 * @param limit that the 99th percentile must keep to; 0 = none
 */
record Measured(String name, Spread spread, long limit) {
    boolean kept() {
        return limit == 0 || spread.p99() <= limit;
    }

    static String title() {
        return String.format(
                Locale.ROOT, "%-52s %6s %8s %8s %8s %8s%n", "", "times", "p50 ms", "p99 ms", "max ms", "limit");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-52s %6d %8.1f %8.1f %8.1f %8s%s%n",
                name,
                spread.count(),
                spread.p50(),
                spread.p99(),
                spread.max(),
                limit == 0 ? "" : Long.toString(limit),
                kept() ? "" : "  MISSED");
    }
}
