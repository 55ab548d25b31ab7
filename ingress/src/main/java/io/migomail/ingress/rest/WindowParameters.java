package io.migomail.ingress.rest;

import io.migomail.analytics.LatencyStage;
import io.migomail.analytics.StatsInterval;
import io.migomail.analytics.StatsQuery;
import io.migomail.analytics.WindowDimension;
import io.migomail.analytics.WindowQuery;
import io.migomail.control.ControlView;
import io.migomail.core.Limits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What windows a call asks for.
 *
 * @param interval null = the range is one
 */
record WindowParameters(WindowQuery query, @Nullable StatsInterval interval) {
    private static final Duration USUAL = Duration.ofDays(1);

    /** The parameters that a query may have. */
    static String[] names() {
        return StatsParameters.names(WindowDimension.words());
    }

    /** @throws io.migomail.ingress.problem.Problem with every fault of the query */
    static WindowParameters read(Call call, ControlView view) {
        QueryParameters given = QueryParameters.of(call);
        var applications = StatsParameters.applications(
                call.caller(), view, given.line(WindowDimension.APPLICATION.word(), StatsParameters.CHARS));
        Map<WindowDimension, String> filters = filters(given);
        StatsInterval interval = StatsParameters.interval(given, StatsInterval.MINUTE);
        var groups = StatsParameters.groups(given, WindowDimension.words(), WindowDimension::of);
        StatsQuery.Range range = StatsParameters.range(call, given, USUAL, interval);
        given.done();
        WindowQuery query = new WindowQuery(
                applications,
                call.caller().environment().word(),
                filters,
                range.wholeMinutes(),
                interval == null ? 0 : interval.millis(),
                groups,
                EnumSet.allOf(LatencyStage.class),
                Limits.STATS_GROUPS + 1);
        return new WindowParameters(query, interval);
    }

    private static Map<WindowDimension, String> filters(QueryParameters given) {
        Map<WindowDimension, String> filters = new EnumMap<>(WindowDimension.class);
        for (WindowDimension dimension : WindowDimension.values()) {
            String name = dimension.word();
            String value = switch (dimension) {
                // Says whose windows are asked for.
                case APPLICATION -> null;
                case CLASS -> given.word(name, StatsParameters.CLASSES);
                case ENDPOINT -> given.word(name, StatsParameters.ENDPOINTS);
                case PROVIDER, EGRESS_IP -> given.line(name, StatsParameters.CHARS);
            };
            if (value != null) {
                filters.put(dimension, value);
            }
        }
        return filters;
    }
}
