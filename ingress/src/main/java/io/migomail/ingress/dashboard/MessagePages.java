package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages: finding them, and what became of one. */
final class MessagePages implements Section {
    private static final Set<String> OPEN = Set.of("scheduled", "queued", "dispatched", "deferred");
    private static final String EVENTS = "100";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/messages", this::list),
                Page.get("/messages/{id}", this::message),
                Page.post("/messages/{id}/cancel", this::cancel));
    }

    private Reply list(Visit visit) throws InterruptedException {
        for (String name : List.of("q", "id")) {
            String words = visit.call().query(name);
            if (words != null && !words.isBlank()) {
                String path =
                        name.equals("id") ? "/messages/" + Addresses.encoded(words.strip()) : MessageFilter.path(words);
                return visit.goOn(visit.link(path), "");
            }
        }
        MessageFilter filter = MessageFilter.of(visit.call());
        String cursor = visit.call().query("cursor");
        Map<String, Object> values = new HashMap<>();
        values.put("filter", filter.values());
        values.put("query", filter.query());
        values.put("later", cursor != null && !cursor.isEmpty());
        values.put("rows", List.of());
        values.put("next", "");
        try {
            JsonNode page = filter.applied(visit.api("GET", "/v1/messages"))
                    .query("cursor", cursor)
                    .json();
            values.put("rows", Json.plain(page.path("data")));
            values.put("next", page.path("next_cursor").asText(""));
            return visit.show("messages", values);
        } catch (Problem problem) {
            return visit.showAgain(problem, "messages", values);
        }
    }

    private Reply message(Visit visit) throws InterruptedException {
        JsonNode story = story(visit);
        Map<String, Object> values = head(story, "timeline");
        values.put("stages", StageBar.of(story));
        values.put("attempts", Timeline.attempts(story));
        values.put("events", List.of());
        values.put("away", false);
        values.put("next", "");
        try {
            JsonNode events = api(visit, "GET", "/events")
                    .query("limit", EVENTS)
                    .query("cursor", visit.call().query("cursor"))
                    .json();
            values.put("events", Timeline.events(story, events.path("data")));
            values.put("next", events.path("next_cursor").asText(""));
        } catch (Problem problem) {
            away(problem);
            values.put("away", true);
        }
        if (isOpen(story)) {
            values.put(
                    "waiting", Json.plain(api(visit, "GET", "/explain").json().path("deliveries")));
        }
        return visit.show("message", values);
    }

    /** The rest of the page can be told without the event store. */
    private static void away(Problem problem) {
        if (problem.code() != ErrorCode.STORE_UNAVAILABLE) {
            throw problem;
        }
    }

    private Reply cancel(Visit visit) throws InterruptedException {
        String back = visit.link("/messages/" + Addresses.encoded(visit.call().path("id")));
        try {
            String status = api(visit, "POST", "/cancel").json().path("status").asText();
            return visit.goOn(
                    back,
                    switch (status) {
                        case "canceled" -> "The message was canceled.";
                        case "partly_canceled" -> "What had not left was canceled; the rest was under way already.";
                        default -> "Canceling was asked for; the timeline tells what came of it.";
                    });
        } catch (Problem problem) {
            if (problem.code() != ErrorCode.NOT_CANCELABLE) {
                throw problem;
            }
            return visit.goOn(back, problem.detail());
        }
    }

    /** A request about the message that the path names. */
    static ApiRequest api(Visit visit, String method, String below) {
        return visit.api(method, "/v1/messages/{id}" + below)
                .path("id", visit.call().path("id"));
    }

    static JsonNode story(Visit visit) throws InterruptedException {
        return api(visit, "GET", "").json();
    }

    /** What every page of a message has. */
    static Map<String, Object> head(JsonNode story, String tab) {
        Map<String, Object> values = new HashMap<>();
        values.put("message", Json.plain(story));
        values.put("open", isOpen(story));
        values.put("tab", tab);
        return values;
    }

    private static boolean isOpen(JsonNode story) {
        for (Map.Entry<String, JsonNode> each : story.path("counts").properties()) {
            if (OPEN.contains(each.getKey())) {
                return true;
            }
        }
        return false;
    }
}
