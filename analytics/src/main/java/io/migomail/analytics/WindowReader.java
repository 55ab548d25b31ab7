package io.migomail.analytics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads what the accounting job has counted by the minute: cheap, and about two seconds behind (docs/adr/0047). Counts are those of the
 * events, latencies within 1.6 %; latencies of several answers can be merged. Thread-safe; fails as {@link EventStore} does.
 */
public final class WindowReader {
    private static final String COUNTS = Arrays.stream(WindowCount.values())
            .map(count -> "toInt64(sum(" + count.word() + "))")
            .collect(Collectors.joining(", "));

    private final StoreClient client;

    WindowReader(StoreClient client) {
        this.client = client;
    }

    /** The figures, by part of the range and then by group; within {@code Limits.STATS_TIMEOUT}. */
    public List<WindowFigures> read(WindowQuery query) {
        String names = "part"
                + query.groups().stream().map(group -> ", " + group.column()).collect(Collectors.joining());
        String sql = "SELECT " + part(query.step()) + names.substring("part".length()) + ", " + COUNTS
                + query.stages().stream()
                        .map(stage -> ", sumMap(" + stage.sketchColumn() + ")")
                        .collect(Collectors.joining())
                + " FROM windows FINAL WHERE application_id IN {applications:Array(String)}"
                + " AND environment = {environment:String} AND minute >= toDateTime({from:Int64}, 'UTC')"
                + " AND minute < toDateTime({to:Int64}, 'UTC')"
                + query.filters().keySet().stream()
                        .map(one -> " AND " + one.column() + " = {is_" + one.word() + ":String}")
                        .collect(Collectors.joining())
                + " GROUP BY " + names + " ORDER BY " + names + " LIMIT {limit:UInt32}" + StatsSelect.SETTINGS;
        List<WindowFigures> out = new ArrayList<>();
        client.select(sql, parameters(query), row -> out.add(figures(row, query)));
        return out;
    }

    private static String part(long step) {
        String at = "toInt64(toUnixTimestamp(minute)) * 1000";
        return step == 0 ? "toInt64(0) AS part" : at + " - " + at + " % " + step + " AS part";
    }

    private static Map<String, String> parameters(WindowQuery query) {
        Map<String, String> out = new HashMap<>();
        out.put("applications", StoreClient.array(query.applications()));
        out.put("environment", query.environment());
        StatsQuery.Range range = query.range().wholeMinutes();
        out.put("from", Long.toString(range.from() / 1000));
        out.put("to", Long.toString(range.to() / 1000));
        out.put("limit", Integer.toString(query.limit()));
        query.filters().forEach((dimension, value) -> out.put("is_" + dimension.word(), value));
        return out;
    }

    private static WindowFigures figures(RowBinaryInput row, WindowQuery query) {
        StatsGroup group = StatsGroup.read(row, query.groups().size());
        Map<WindowCount, Long> counts = new EnumMap<>(WindowCount.class);
        for (WindowCount count : WindowCount.values()) {
            counts.put(count, row.int64());
        }
        Map<LatencyStage, LatencySketch> latencies = new EnumMap<>(LatencyStage.class);
        for (LatencyStage stage : query.stages()) {
            LatencySketch sketch = new LatencySketch();
            for (int n = row.count(); n > 0; n--) {
                sketch.put(row.int32(), row.int64());
            }
            if (sketch.count() > 0) {
                latencies.put(stage, sketch);
            }
        }
        return new WindowFigures(group, counts, latencies);
    }
}
