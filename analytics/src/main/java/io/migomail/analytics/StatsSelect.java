package io.migomail.analytics;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of a query for statistics as SQL over {@code events}, every value of it a parameter. Rows are read with FINAL, so that
 * an event counts once however often it was stored, and chosen by what is the same in every copy of it before they are
 * merged. Not thread-safe.
 */
final class StatsSelect {
    /** Copies of an event lie in one partition, which is a function of it. */
    static final String SETTINGS = " SETTINGS do_not_merge_across_partitions_select_final = 1";

    private final StatsQuery query;
    private final Map<String, String> parameters = new HashMap<>();

    StatsSelect(StatsQuery query) {
        this.query = query;
        StatsQuery.Scope scope = query.scope();
        parameters.put("applications", StoreClient.array(scope.applications()));
        parameters.put("environment", scope.environment());
        parameters.put("from", Long.toString(query.range().from()));
        parameters.put("to", Long.toString(query.range().to()));
        parameters.put("limit", Integer.toString(query.limit()));
        scope.filters().forEach((dimension, value) -> parameters.put("is_" + dimension.word(), value));
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** Where the part of the range begins in which an instant, in milliseconds, lies; then the values of the dimensions. */
    String groups(String instant) {
        StatsInterval interval = query.interval();
        String part = interval == null ? "toInt64(0)" : instant + " - " + instant + " % " + interval.millis();
        StringBuilder out = new StringBuilder("toInt64(" + part + ") AS part");
        for (StatsDimension dimension : query.groups()) {
            out.append(", ").append(dimension.value()).append(" AS by_").append(dimension.word());
        }
        return out.toString();
    }

    /** {@code GROUP BY}, and what follows it. */
    String grouped() {
        String names =
                "part" + query.groups().stream().map(d -> ", by_" + d.word()).collect(Collectors.joining());
        return " GROUP BY " + names + " ORDER BY " + names + " LIMIT {limit:UInt32}" + SETTINGS;
    }

    /** That a row has every value that is asked for; begins with AND. */
    String filters() {
        return query.scope().filters().keySet().stream()
                .map(dimension -> " AND " + dimension.is("is_" + dimension.word()))
                .collect(Collectors.joining());
    }

    /** Rows of the scope between two instants, given as SQL in milliseconds, for which the condition holds. */
    static String rows(String from, String to, String condition) {
        return " FROM events FINAL PREWHERE application_id IN {applications:Array(String)}"
                + " AND environment = {environment:String} AND at >= fromUnixTimestamp64Milli(" + from
                + ") AND at < fromUnixTimestamp64Milli(" + to + ") AND (" + condition + ")";
    }

    /** The columns that groups and filters are made of. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        query.groups().forEach(dimension -> columns.add(dimension.column()));
        query.scope().filters().keySet().forEach(dimension -> columns.add(dimension.column()));
        return columns;
    }
}
