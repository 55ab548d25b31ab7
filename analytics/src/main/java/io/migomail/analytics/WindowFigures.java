package io.migomail.analytics;

import java.util.Map;

/**
 * What happened in a group of windows.
 *
 * @param counts every one
 * @param latencies of the stages asked for, without those of which there is none; each within 1.6 %
 */
public record WindowFigures(
        StatsGroup group, Map<WindowCount, Long> counts, Map<LatencyStage, LatencySketch> latencies) {
    /** How often it happened. */
    public long count(WindowCount count) {
        return counts.getOrDefault(count, 0L);
    }
}
