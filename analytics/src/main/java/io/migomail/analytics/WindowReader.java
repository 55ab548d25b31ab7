package io.migomail.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * How often each thing happened in a second, over the minutes that the span touches and up to now.
     *
     * @param now milliseconds
     * @param span of which the begun minute counts as a whole
     */
    public Map<WindowCount, Double> rate(List<String> applications, String environment, long now, Duration span) {
        long from = Math.floorDiv(now - span.toMillis(), WindowFact.MINUTE) * WindowFact.MINUTE;
        WindowQuery query = new WindowQuery(
                applications, environment, Map.of(), new StatsQuery.Range(from, now + 1), 0, List.of(), Set.of(), 1);
        double seconds = (now - from) / 1000.0;
        Map<WindowCount, Double> out = new EnumMap<>(WindowCount.class);
        List<WindowFigures> found = read(query);
        for (WindowCount count : WindowCount.values()) {
            out.put(count, found.isEmpty() ? 0.0 : found.get(0).count(count) / seconds);
        }
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
        out.put("from", Long.toString(Math.floorDiv(query.range().from(), WindowFact.MINUTE) * 60));
        out.put("to", Long.toString(Math.floorDiv(query.range().to() + WindowFact.MINUTE - 1, WindowFact.MINUTE) * 60));
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
