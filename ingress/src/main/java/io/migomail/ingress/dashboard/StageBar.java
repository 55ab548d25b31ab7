package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long a message took in each stage, for a bar of 100 units: what the recipient's side put off is a part of its own. */
final class StageBar {
    private static final double WIDTH = 100;
    private static final double THINNEST = 0.8;

    private record Stage(String name, String label, long millis) {}

    private StageBar() {}

    /** The stages that are over, in their order; empty = none is. */
    static List<Map<String, Object>> of(JsonNode story) {
        List<Stage> stages = stages(
                story.path("latency"), story.path("sla").path("deferred_ms").asLong());
        long total = stages.stream().mapToLong(Stage::millis).sum();
        double room = WIDTH - THINNEST * stages.size();
        double at = 0;
        List<Map<String, Object>> out = new ArrayList<>();
        for (Stage stage : stages) {
            double width = THINNEST + (total == 0 ? room / stages.size() : room * stage.millis() / total);
            out.add(Map.of(
                    "name",
                    stage.name(),
                    "label",
                    stage.label(),
                    "ms",
                    stage.millis(),
                    "x",
                    round(at),
                    "width",
                    round(width)));
            at += width;
        }
        return out;
    }

    private static List<Stage> stages(JsonNode latency, long deferred) {
        List<Stage> out = new ArrayList<>();
        add(out, "queue", "Queue: until it was durable", latency.path("queue_ms"), 0);
        add(out, "render", "Render: until it was signed", latency.path("render_ms"), 0);
        add(out, "dispatch", "Dispatch: until the first attempt", latency.path("dispatch_ms"), 0);
        add(out, "accept", "Accept: until the mail server took it", latency.path("accept_ms"), deferred);
        if (deferred > 0) {
            out.add(new Stage("deferred", "Deferred: put off by the recipient's side", deferred));
        }
        return out;
    }

    private static void add(List<Stage> out, String name, String label, JsonNode millis, long without) {
        if (millis.isNumber()) {
            out.add(new Stage(name, label, Math.max(0, millis.asLong() - without)));
        }
    }

    private static double round(double units) {
        return Math.round(units * 100) / 100.0;
    }
}
