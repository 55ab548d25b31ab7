package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Events as the page of live events shows them, newest first. */
final class TailRows {
    private TailRows() {}

    /** Adds those of a type, oldest first; empty = all. */
    static void add(JsonNode events, String type, List<Object> to) {
        for (JsonNode event : events) {
            Object plain = Json.plain(event);
            if (plain != null
                    && (type.isEmpty() || type.equals(event.path("type").asText()))) {
                to.add(plain);
            }
        }
    }

    /** The rows of those of a type; empty = there are none. */
    static String html(Visit visit, JsonNode events, String type) {
        List<Object> chosen = new ArrayList<>();
        add(events, type, chosen);
        Collections.reverse(chosen);
        return chosen.isEmpty() ? "" : visit.html("tail-rows", Map.of("events", chosen));
    }
}
