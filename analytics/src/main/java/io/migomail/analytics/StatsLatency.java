package io.migomail.analytics;

import java.util.EnumMap;
import java.util.Map;

/**
 * How long the deliveries of a group took that were accepted.
 *
 * @param stages without those whose instants are not known of any
 */
public record StatsLatency(StatsGroup group, long deliveries, Map<LatencyStage, Spread> stages) {
    static StatsLatency read(RowBinaryInput in, int dimensions) {
        StatsGroup group = StatsGroup.read(in, dimensions);
        long deliveries = in.int64();
        Map<LatencyStage, Spread> stages = new EnumMap<>(LatencyStage.class);
        for (LatencyStage stage : LatencyStage.values()) {
            Spread spread = Spread.read(in);
            if (spread != null) {
                stages.put(stage, spread);
            }
        }
        return new StatsLatency(group, deliveries, stages);
    }
}
