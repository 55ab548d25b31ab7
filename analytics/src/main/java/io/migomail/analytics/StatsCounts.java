package io.migomail.analytics;

import java.util.EnumMap;
import java.util.Map;

/** How often each thing happened in a group; every count has an entry. */
public record StatsCounts(StatsGroup group, Map<StatsCount, Long> counts) {
    /** Nothing happened. */
    public static StatsCounts none(StatsGroup group) {
        Map<StatsCount, Long> counts = new EnumMap<>(StatsCount.class);
        for (StatsCount count : StatsCount.values()) {
            counts.put(count, 0L);
        }
        return new StatsCounts(group, counts);
    }

    static StatsCounts read(RowBinaryInput in, int dimensions) {
        StatsCounts out = none(StatsGroup.read(in, dimensions));
        for (StatsCount count : StatsCount.values()) {
            out.counts.put(count, in.int64());
        }
        return out;
    }
}
