package io.migomail.analytics;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What statistics are asked for.
 *
 * @param scope whose events count
 * @param range of time
 * @param interval into which the range is cut; null = it is one
 * @param groups by which they are told apart, in this order
 * @param limit of groups that are answered
 */
public record StatsQuery(
        Scope scope, Range range, @Nullable StatsInterval interval, List<StatsDimension> groups, int limit) {
    /**
     * Events of these applications and this environment that have every value given.
     *
     * @param applications none = there is nothing
     */
    public record Scope(List<String> applications, String environment, Map<StatsDimension, String> filters) {}

    /**
     * From an instant on and before another, milliseconds.
     *
     * @throws IllegalArgumentException where it is empty
     */
    public record Range(long from, long to) {
        public Range {
            if (from >= to) {
                throw new IllegalArgumentException("a range ends after it begins");
            }
        }

        /** The same with the minutes at its ends as a whole. */
        public Range wholeMinutes() {
            long end = to + WindowFact.MINUTE - 1;
            return new Range(WindowFact.minute(from), WindowFact.minute(end));
        }
    }
}
