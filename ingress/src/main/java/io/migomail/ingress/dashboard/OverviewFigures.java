package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.IsoTime;
import io.migomail.ingress.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of the overview, of one application and environment, as the API tells them of the accounting job's windows. One thread. */
final class OverviewFigures {
    /** What the overview looks back upon, milliseconds. */
    static final long SPAN = Duration.ofHours(24).toMillis();

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Duration LATELY = Duration.ofMinutes(5);
    private static final List<String> STAGES = List.of("total", "queue", "render", "dispatch", "accept");
    private static final List<String> PERCENTILES = List.of("p50_ms", "p95_ms", "p99_ms");
    private static final List<String> OUTCOMES =
            List.of("delivered", "soft_bounced", "hard_bounced", "expired", "failed");

    private final Visit visit;
    private final long now;
    private @Nullable JsonNode day;

    OverviewFigures(Visit visit) {
        this.visit = visit;
        this.now = visit.call().now();
    }

    /** How many were sent and delivered each second, lately. */
    Map<String, Object> rate() throws InterruptedException {
        JsonNode windows = windows(now - LATELY.toMillis()).json();
        double seconds = (now - IsoTime.millis(windows.path("from").asText())) / 1000.0;
        JsonNode counts = windows.at("/total/counts");
        return Map.of(
                "sent", counts.path("sent").asLong() / seconds,
                "delivered", counts.path("delivered").asLong() / seconds,
                "minutes", LATELY.toMinutes());
    }

    /** What became of deliveries in the span. */
    Map<String, Object> counts() throws InterruptedException {
        Map<String, Object> out = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : day().at("/total/counts").properties()) {
            out.put(each.getKey(), each.getValue().asLong());
        }
        return out;
    }

    /** The percentiles of each stage in the span; none where nothing was delivered. */
    @Nullable
    Object latency() throws InterruptedException {
        JsonNode all = day().at("/total/latency");
        return all.path("total").isObject() ? Json.plain(all) : null;
    }

    /** A chart of the outcomes and one of each stage's latency, by the hour, each with what its table shows. */
    List<Object> charts() throws InterruptedException {
        JsonNode hours = day().path("data");
        List<Object> out = new ArrayList<>();
        out.add(chart("outcomes", "", hours, "counts", OUTCOMES));
        for (String stage : STAGES) {
            out.add(chart(stage, "ms", hours, "latency/" + stage, PERCENTILES));
        }
        return out;
    }

    private JsonNode day() throws InterruptedException {
        JsonNode found = day;
        if (found == null) {
            found = windows(begin()).query("interval", "hour").json();
            day = found;
        }
        return found;
    }

    /** Whole hours, so that the first is not a part of one. */
    private long begin() {
        return (now - SPAN) / HOUR * HOUR + HOUR;
    }

    private ApiRequest windows(long from) {
        return visit.api("GET", "/v1/stats/windows")
                .query("application", visit.application().getId())
                .query("from", IsoTime.text(from))
                .query("to", IsoTime.text(now + 1));
    }

    /** One point an hour; an hour in which nothing happened has no count and no latency. */
    private Map<String, Object> chart(String id, String unit, JsonNode rows, String at, List<String> series) {
        Map<String, JsonNode> byHour = new LinkedHashMap<>();
        rows.forEach(row -> byHour.put(row.path("at").asText(), row.at("/" + at)));
        ObjectNode data = Json.object().put("unit", unit);
        ArrayNode times = data.putArray("at");
        ArrayNode lines = data.putArray("series");
        for (String name : series) {
            lines.addObject().put("label", label(name)).put("name", name).putArray("values");
        }
        for (long hour = begin(); hour <= now; hour += HOUR) {
            times.add(hour / 1000);
            JsonNode values = byHour.get(IsoTime.text(hour));
            for (int i = 0; i < series.size(); i++) {
                JsonNode value = values == null ? null : values.path(series.get(i));
                ArrayNode line = (ArrayNode) lines.path(i).path("values");
                if (value != null && value.isNumber()) {
                    line.add(value.asLong());
                } else if (unit.isEmpty()) {
                    line.add(0);
                } else {
                    line.addNull();
                }
            }
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", id);
        out.put("json", data.toString());
        out.put("labels", series.stream().map(OverviewFigures::label).toList());
        out.put("rows", table(data));
        return out;
    }

    /** The hours in which something happened, newest first. */
    private static List<Object> table(ObjectNode data) {
        List<Object> out = new ArrayList<>();
        JsonNode times = data.path("at");
        for (int i = times.size() - 1; i >= 0; i--) {
            List<Object> cells = new ArrayList<>();
            boolean any = false;
            for (JsonNode line : data.path("series")) {
                JsonNode value = line.path("values").path(i);
                any |= value.isNumber() && value.asLong() > 0;
                cells.add(value.isNumber() ? value.asText() : "");
            }
            if (any) {
                out.add(Map.of("at", IsoTime.text(times.path(i).asLong() * 1000), "cells", cells));
            }
        }
        return out;
    }

    private static String label(String name) {
        return name.replace("_ms", "").replace('_', ' ');
    }
}
