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

    /** Largest resident memory seen, in MiB. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Memory(long peakMib, long storePeakMib) {}

    /** Whether mail came through and none that was taken is missing. */
    public boolean sound() {
        return lost == 0 && flood.lost() == 0 && cold.delivered() + warm.delivered() > 0;
    }
}
