package io.migomail.bench.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;

/**
 * What one system did under one load.
 *
 * @param cold messages due in the warm-up
 * @param warm messages due after it
 * @param stages the system's own account of a sample of warm messages; empty where it gives none
 * @param lost messages the system took and never delivered
 * @param strays arrivals that were not of this run
 * @param errors messages the system did not take, by reply code; {@code connection} where there was no reply
 * @param flood mail that was in the way; all zero where there was none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RunReport(
        String system,
        Part cold,
        Part warm,
        Map<String, Spread> stages,
        int lost,
        int duplicates,
        int strays,
        Map<String, Integer> errors,
        FloodReport.Seen flood,
        Memory memory) {

    /** The stage from an event's timestamp until it can be read. */
    public static final String VISIBLE = "visible_ms";

    private static final double VISIBLE_WITHIN = 1_000;

    /** Largest resident memory seen, in MiB. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Memory(long peakMib, long storePeakMib) {}

    /** Whether mail came through, none that was taken is missing, and events, where they were watched, were there within a second. */
    public boolean sound() {
        Spread visible = stages.get(VISIBLE);
        return (visible == null || visible.p99() <= VISIBLE_WITHIN)
                && lost == 0
                && flood.lost() == 0
                && cold.delivered() + warm.delivered() > 0;
    }
}
