package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chart of {@code charts.js} draws: curves over one axis of time. One thread. */
final class Curves {
    private final ObjectNode json = Json.object();
    private final ArrayNode series;

    /**
     * @param unit of the values: {@code ms}, {@code messages}
     * @param seconds of the axis, since 1970, ascending
     */
    Curves(String unit, List<Long> seconds) {
        json.put("unit", unit);
        seconds.forEach(json.putArray("at")::add);
        this.series = json.putArray("series");
    }

    /**
     * One more curve, with a value for each instant of the axis.
     *
     * @param name by which it has its colour
     * @param values null = nothing is known of that instant
     */
    Curves with(String label, String name, List<? extends @Nullable Number> values) {
        ArrayNode out = series.addObject().put("label", label).put("name", name).putArray("values");
        for (Number value : values) {
            if (value == null) {
                out.addNull();
            } else {
                out.add(value.doubleValue());
            }
        }
        return this;
    }

    /** As a page carries it. */
    String text() {
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }
}
