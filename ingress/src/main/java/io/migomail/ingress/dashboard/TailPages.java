package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.EventType;
import io.migomail.core.IsoTime;
import io.migomail.ingress.rest.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events as they are stored, newest first. An open page listens to what follows; without scripts it is the list of what has
 * happened.
 */
final class TailPages implements Section {
    private static final List<String> TYPES = Arrays.stream(EventType.values())
            .map(EventType::word)
            .filter(type -> !type.equals(EventType.WEBHOOK_DISABLED.word()))
            .toList();

    private static final long BACK = Duration.ofMinutes(15).toMillis();
    private static final String PAGE = "100";
    /** Pages of the feed that one answer walks at most. */
    private static final int WALK = 5;

    private static final long SHORTEST = Duration.ofSeconds(10).toMillis();
    private static final int SHORTER = 5;

    private static final int SHOWN = 200;

    private final Tail tail;

    /** @param tail whom the pages listen to */
    TailPages(Tail tail) {
        this.tail = tail;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.get("/tail", this::show), Page.get("/tail/stream", this::listen));
    }

    /** A browser that comes again says behind what. */
    private Reply listen(Visit visit) throws InterruptedException {
        String last = visit.call().header("Last-Event-ID");
        String cursor = last == null || last.isEmpty() ? visit.call().query("cursor") : last;
        return tail.listen(visit, type(visit), cursor == null ? "" : cursor);
    }

    private static String type(Visit visit) {
        String asked = visit.call().query("type");
        return asked != null && TYPES.contains(asked) ? asked : "";
    }

    private Reply show(Visit visit) throws InterruptedException {
        String type = type(visit);
        String cursor = Tail.begin(visit);
        List<Object> events = recent(visit, type);
        Collections.reverse(events);
        Map<String, Object> values = new HashMap<>();
        values.put("types", TYPES);
        values.put("type", type);
        values.put("events", events.subList(0, Math.min(SHOWN, events.size())));
        values.put("cursor", cursor);
        values.put("paused", visit.call().query("paused") != null);
        return visit.show("tail", values);
    }

    /** The newest of the last minutes, oldest first; of many, those of a shorter span. */
    private static List<Object> recent(Visit visit, String type) throws InterruptedException {
        List<Object> events = new ArrayList<>();
        boolean more = true;
        for (long back = BACK; more && back >= SHORTEST; back /= SHORTER) {
            events.clear();
            String cursor = "";
            more = true;
            for (int n = 0; more && n < WALK; n++) {
                JsonNode page = visit.api("GET", "/v1/events")
                        .query("type", type)
                        .query("limit", PAGE)
                        .query("cursor", cursor)
                        .query(
                                "since",
                                cursor.isEmpty() ? IsoTime.text(visit.call().now() - back) : "")
                        .json();
                TailRows.add(page.path("data"), "", events);
                cursor = page.path("next_cursor").asText("");
                more = page.path("has_more").asBoolean();
            }
        }
        return events;
    }
}
