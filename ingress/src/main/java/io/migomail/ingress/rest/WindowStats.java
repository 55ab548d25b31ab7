package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.LatencySketch;
import io.migomail.analytics.LatencyStage;
import io.migomail.analytics.WindowCount;
import io.migomail.analytics.WindowDimension;
import io.migomail.analytics.WindowFigures;
import io.migomail.analytics.WindowQuery;
import io.migomail.control.ControlView;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /v1/stats/windows}: counts and latencies of the windows of a minute that the accounting job keeps (docs/adr/0047): what a
 * page that stays open asks for. Thread-safe.
 */
final class WindowStats {
    private final ControlView view;
    private final Reports reports;

    WindowStats(ControlView view, Reports reports) {
        this.view = view;
        this.reports = reports;
    }

    Reply windows(Call call) {
        WindowParameters given = WindowParameters.read(call, view);
        WindowQuery query = given.query();
        List<WindowFigures> found = reports.answer(store -> store.windows(query));
        ObjectNode out = Stats.begin(query.range(), given.interval());
        List<String> dimensions =
                query.groups().stream().map(WindowDimension::word).toList();
        ArrayNode rows = out.putArray("data");
        Map<WindowCount, Long> counts = new EnumMap<>(WindowCount.class);
        Map<LatencyStage, LatencySketch> latencies = new EnumMap<>(LatencyStage.class);
        for (WindowFigures one : found) {
            ObjectNode row = Stats.row(rows, dimensions, one.group());
            figures(row, one.counts(), one.latencies());
            one.counts().forEach((count, n) -> counts.merge(count, n, Long::sum));
            one.latencies()
                    .forEach((stage, sketch) -> latencies
                            .computeIfAbsent(stage, any -> new LatencySketch())
                            .merge(sketch));
        }
        figures(out.putObject("total"), counts, latencies);
        return Reply.ok(out);
    }

    private static void figures(
            ObjectNode out, Map<WindowCount, Long> counts, Map<LatencyStage, LatencySketch> latencies) {
        ObjectNode numbers = out.putObject("counts");
        for (WindowCount count : WindowCount.values()) {
            numbers.put(count.word(), counts.getOrDefault(count, 0L));
        }
        ObjectNode stages = out.putObject("latency");
        for (LatencyStage stage : LatencyStage.values()) {
            LatencySketch sketch = latencies.get(stage);
            stages.set(stage.word(), Stats.spread(sketch == null ? null : sketch.spread()));
        }
    }
}
