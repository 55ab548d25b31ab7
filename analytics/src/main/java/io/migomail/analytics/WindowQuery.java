package io.migomail.analytics;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of the windows is asked for.
 *
 * @param applications none = there is nothing
 * @param filters values that a window has to have
 * @param range of whole minutes: those at its ends count as a whole
 * @param step into which the range is cut, milliseconds, a multiple of a minute; 0 = it is one
 * @param groups by which they are told apart, in this order
 * @param stages of which the latency is told
 * @param limit of groups that are answered
 */
public record WindowQuery(
        List<String> applications,
        String environment,
        Map<WindowDimension, String> filters,
        StatsQuery.Range range,
        long step,
        List<WindowDimension> groups,
        Set<LatencyStage> stages,
        int limit) {
    /** @throws IllegalArgumentException for a step that is not of whole minutes */
    public WindowQuery {
        if (step < 0 || step % WindowFact.MINUTE != 0) {
            throw new IllegalArgumentException("a step is of whole minutes");
        }
    }
}
