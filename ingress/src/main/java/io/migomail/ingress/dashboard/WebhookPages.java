package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.EventType;
import io.migomail.core.IsoTime;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The webhooks of an application: what each is told of, its secret, which is shown once, and trying it. */
final class WebhookPages implements Section {
    private static final String WEBHOOKS = "/v1/webhooks";
    static final String WEBHOOK = WEBHOOKS + "/{id}";

    private final WebhookLogPages log = new WebhookLogPages();

    @Override
    public List<Page> pages() {
        List<Page> pages = new ArrayList<>(List.of(
                Page.get("/webhooks", this::list),
                Page.get("/webhooks/new", visit -> visit.show("webhook-new", choices())),
                Page.post("/webhooks/new", this::create),
                Page.get("/webhooks/{id}", visit -> visit.show("webhook", values(visit))),
                Page.post("/webhooks/{id}", this::change),
                Page.post("/webhooks/{id}/enabled", this::enable),
                Page.post("/webhooks/{id}/test", this::test),
                Page.post("/webhooks/{id}/secret", this::rotate),
                Page.post("/webhooks/{id}/delete", this::delete)));
        pages.addAll(log.pages());
        return List.copyOf(pages);
    }

    private Reply list(Visit visit) throws InterruptedException {
        Object webhooks = visit.api("GET", WEBHOOKS)
                .query("cursor", visit.call().query("cursor"))
                .plain();
        return visit.show("webhooks", Map.of("webhooks", webhooks));
    }

    private Reply create(Visit visit) throws InterruptedException {
        FormBody form = form(visit);
        FormBody retry = retry(form);
        form.put("retry", retry);
        try {
            Object made = visit.api("POST", WEBHOOKS).body(form.json()).plain();
            return visit.show("webhook-secret", Map.of("made", made, "rotated", false));
        } catch (Problem problem) {
            Map<String, Object> values = choices();
            values.put("given", form.plain());
            return visit.showAgain(problem, "webhook-new", values);
        }
    }

    private Reply change(Visit visit) throws InterruptedException {
        FormBody form = form(visit);
        ObjectNode body = form.json();
        // Also where it is empty: the standard schedule again.
        body.set("retry", retry(form).json());
        try {
            visit.api("PATCH", WEBHOOK).path("id", id(visit)).body(body).reply();
            return visit.goOn(here(visit), "The webhook is changed.");
        } catch (Problem problem) {
            Map<String, Object> values = values(visit);
            values.put("given", form.plain());
            return visit.showAgain(problem, "webhook", values);
        }
    }

    private static FormBody form(Visit visit) {
        return FormBody.of(visit).text("url").lines("events");
    }

    private static FormBody retry(FormBody form) {
        return form.inner("retry").numbers("schedule").number("max_attempts", "max_age");
    }

    private Reply enable(Visit visit) throws InterruptedException {
        boolean enabled = visit.call().field("enabled").equals("true");
        return changed(
                visit,
                Json.object().put("enabled", enabled),
                enabled
                        ? "The webhook is enabled. A replay sends what came meanwhile."
                        : "The webhook is disabled: nothing is sent to it.");
    }

    private Reply changed(Visit visit, ObjectNode body, String notice) throws InterruptedException {
        try {
            visit.api("PATCH", WEBHOOK).path("id", id(visit)).body(body).reply();
            return visit.goOn(here(visit), notice);
        } catch (Problem problem) {
            return visit.showAgain(problem, "webhook", values(visit));
        }
    }

    /** What came back is told on the page itself: it is in no log. */
    private Reply test(Visit visit) throws InterruptedException {
        FormBody form = FormBody.of(visit).text("event");
        Map<String, Object> values = values(visit);
        try {
            values.put(
                    "tested",
                    visit.api("POST", WEBHOOK + "/test")
                            .path("id", id(visit))
                            .body(form.json())
                            .plain());
            return visit.show("webhook", values);
        } catch (Problem problem) {
            return visit.showAgain(problem, "webhook", values);
        }
    }

    private Reply rotate(Visit visit) throws InterruptedException {
        FormBody form = FormBody.of(visit).number("overlap_seconds");
        try {
            Object made = visit.api("POST", WEBHOOK + "/rotate-secret")
                    .path("id", id(visit))
                    .body(form.json())
                    .plain();
            return visit.show("webhook-secret", Map.of("made", made, "rotated", true));
        } catch (Problem problem) {
            return visit.showAgain(problem, "webhook", values(visit));
        }
    }

    private Reply delete(Visit visit) throws InterruptedException {
        visit.api("DELETE", WEBHOOK).path("id", id(visit)).reply();
        return visit.goOn(visit.link("/webhooks"), "The webhook is deleted.");
    }

    /** What the page of a webhook shows. */
    static Map<String, Object> values(Visit visit) throws InterruptedException {
        JsonNode webhook = visit.api("GET", WEBHOOK).path("id", id(visit)).json();
        Map<String, Object> values = choices();
        values.put("webhook", Json.plain(webhook));
        values.put("given", Json.plain(webhook));
        values.put(
                "old_secret",
                webhook.path("old_secret_until").isTextual()
                        && visit.call().now()
                                < IsoTime.millis(
                                        webhook.path("old_secret_until").asText()));
        return values;
    }

    private static Map<String, Object> choices() {
        Map<String, Object> values = new HashMap<>();
        values.put(
                "event_types",
                Arrays.stream(EventType.values()).map(EventType::word).toList());
        return values;
    }

    static String id(Visit visit) {
        return visit.call().path("id");
    }

    static String here(Visit visit) {
        return visit.link("/webhooks/" + id(visit));
    }
}
