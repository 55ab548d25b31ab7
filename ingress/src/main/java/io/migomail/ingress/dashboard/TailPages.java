package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.EventType;
import io.migomail.core.IsoTime;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events as they are stored, newest first. An open page asks every two seconds for what followed its cursor, as whoever has
 * signed in: it ends with the session.
 */
final class TailPages implements Section {
    private static final List<String> TYPES = Arrays.stream(EventType.values())
            .map(EventType::word)
            .filter(type -> !type.equals(EventType.WEBHOOK_DISABLED.word()))
            .toList();

    private static final long BACK = Duration.ofMinutes(15).toMillis();
    private static final String PAGE = "100";
    /** Pages of the feed that one answer walks at most; the next one walks on. */
    private static final int WALK = 5;

    private static final int SHOWN = 200;

    @Override
    public List<Page> pages() {
        return List.of(Page.get("/tail", visit -> tail(visit, "tail")), Page.get("/tail/more", this::more));
    }

    private Reply more(Visit visit) throws InterruptedException {
        return tail(visit, "tail-more");
    }

    private Reply tail(Visit visit, String template) throws InterruptedException {
        String asked = visit.call().query("type");
        String type = asked != null && TYPES.contains(asked) ? asked : "";
        List<Object> events = new ArrayList<>();
        String cursor = walk(visit, type, events);
        Collections.reverse(events);
        Map<String, Object> values = new HashMap<>();
        values.put("types", TYPES);
        values.put("type", type);
        values.put("events", events.subList(0, Math.min(SHOWN, events.size())));
        values.put("cursor", cursor);
        values.put("paused", visit.call().query("paused") != null);
        return visit.show(template, values);
    }

    /** Adds what follows the place that the page has, oldest first; where to go on. */
    private static String walk(Visit visit, String type, List<Object> events) throws InterruptedException {
        String given = visit.call().query("cursor");
        String cursor = given == null ? "" : given;
        boolean more = true;
        for (int n = 0; more && n < WALK; n++) {
            JsonNode page = visit.api("GET", "/v1/events")
                    .query("type", type)
                    .query("limit", PAGE)
                    .query("cursor", cursor)
                    .query("since", cursor.isEmpty() ? IsoTime.text(visit.call().now() - BACK) : "")
                    .json();
            for (JsonNode event : page.path("data")) {
                Object plain = Json.plain(event);
                if (plain != null) {
                    events.add(plain);
                }
            }
            cursor = page.path("next_cursor").asText("");
            more = page.path("has_more").asBoolean();
        }
        return cursor;
    }
}
