package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of each event that a webhook was sent, and sending events again: one, or those of a span of time. */
final class WebhookLogPages implements Section {
    private static final String DELIVERIES = WebhookPages.WEBHOOK + "/deliveries";
    private static final String REPLAY = WebhookPages.WEBHOOK + "/replay";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/webhooks/{id}/deliveries", visit -> visit.show("webhook-log", values(visit))),
                Page.post("/webhooks/{id}/deliveries/{delivery}/retry", this::retry),
                Page.get("/webhooks/{id}/replay", visit -> visit.show("webhook-replay", WebhookPages.values(visit))),
                Page.get("/webhooks/{id}/replay/now", this::progress),
                Page.post("/webhooks/{id}/replay", this::replay),
                Page.post("/webhooks/{id}/replay/cancel", this::cancel));
    }

    private static Map<String, Object> values(Visit visit) throws InterruptedException {
        Map<String, Object> values = WebhookPages.values(visit);
        StringBuilder query = new StringBuilder();
        for (String filter : new String[] {"result", "event", "message"}) {
            String given = given(visit, filter);
            values.put(filter, given);
            if (!given.isEmpty()) {
                query.append(filter)
                        .append('=')
                        .append(URLEncoder.encode(given, StandardCharsets.UTF_8))
                        .append('&');
            }
        }
        values.put("query", query.toString());
        values.put(
                "deliveries",
                visit.api("GET", DELIVERIES)
                        .path("id", WebhookPages.id(visit))
                        .query("result", given(visit, "result"))
                        .query("event", given(visit, "event"))
                        .query("message", given(visit, "message"))
                        .query("cursor", visit.call().query("cursor"))
                        .plain());
        return values;
    }

    private static String given(Visit visit, String filter) {
        String given = visit.call().query(filter);
        return given == null ? "" : given.strip();
    }

    private Reply retry(Visit visit) throws InterruptedException {
        visit.api("POST", DELIVERIES + "/{delivery}/retry")
                .path("id", WebhookPages.id(visit))
                .path("delivery", visit.call().path("delivery"))
                .reply();
        return visit.goOn(
                WebhookPages.here(visit) + "/deliveries",
                "The event is sent again; what comes of it is a further attempt in this log.");
    }

    private Reply replay(Visit visit) throws InterruptedException {
        FormBody form = FormBody.of(visit).instant("from", "to");
        if (visit.call().form().containsKey("events")) {
            form.lines("events");
        }
        try {
            JsonNode begun = visit.api("POST", REPLAY)
                    .path("id", WebhookPages.id(visit))
                    .body(form.json())
                    .json();
            return visit.goOn(
                    WebhookPages.here(visit) + "/replay",
                    "The replay has begun: about "
                            + begun.path("estimated_events").asText() + " events.");
        } catch (Problem problem) {
            Map<String, Object> values = new HashMap<>(WebhookPages.values(visit));
            values.put("span", form.plain());
            return visit.showAgain(problem, "webhook-replay", values);
        }
    }

    /** The part that the page asks for while a replay is under way; nothing as long as it is the same. */
    private Reply progress(Visit visit) throws InterruptedException {
        JsonNode webhook = visit.api("GET", WebhookPages.WEBHOOK)
                .path("id", WebhookPages.id(visit))
                .json();
        @Nullable String seen = visit.call().query("seen");
        return webhook.at("/replay/id").asText().equals(seen)
                ? Reply.noContent()
                : visit.show("webhook-replay-part", WebhookPages.values(visit));
    }

    private Reply cancel(Visit visit) throws InterruptedException {
        visit.api("DELETE", REPLAY).path("id", WebhookPages.id(visit)).reply();
        return visit.goOn(
                WebhookPages.here(visit) + "/replay", "The replay ends; the few events that were read are still sent.");
    }
}
