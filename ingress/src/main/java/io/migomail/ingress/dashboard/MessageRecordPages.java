package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was told about a message elsewhere: to webhooks, and in signed proofs. */
final class MessageRecordPages implements Section {
    /** Questions to the log of webhooks that one page asks at most. */
    private static final int LOOKS = 40;

    private static final String EVENTS = "25";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/messages/{id}/webhooks", this::webhooks),
                Page.get("/messages/{id}/proof", this::proof),
                Page.get("/messages/{id}/proof/{n}", this::file));
    }

    private Reply webhooks(Visit visit) throws InterruptedException {
        Map<String, Object> values = MessagePages.head(MessagePages.story(visit), "webhooks");
        JsonNode webhooks = visit.api("GET", "/v1/webhooks").json().path("data");
        JsonNode events =
                MessagePages.api(visit, "GET", "/events").query("limit", EVENTS).json();
        List<Object> deliveries = new ArrayList<>();
        boolean all = events.path("next_cursor").asText("").isEmpty();
        int looks = 0;
        for (JsonNode webhook : webhooks) {
            for (JsonNode event : events.path("data")) {
                if (subscribed(webhook, event) && looks++ < LOOKS) {
                    deliveries.addAll(deliveries(visit, webhook, event));
                }
            }
        }
        values.put("webhooks", webhooks.size());
        values.put("deliveries", deliveries);
        values.put("all", all && looks <= LOOKS);
        return visit.show("message-webhooks", values);
    }

    private static boolean subscribed(JsonNode webhook, JsonNode event) {
        for (JsonNode type : webhook.path("events")) {
            if (type.asText().equals(event.path("type").asText())) {
                return true;
            }
        }
        return webhook.path("events").isEmpty();
    }

    private static List<Object> deliveries(Visit visit, JsonNode webhook, JsonNode event) throws InterruptedException {
        List<Object> out = new ArrayList<>();
        for (JsonNode attempt : visit.api("GET", "/v1/webhooks/{id}/deliveries")
                .path("id", webhook.path("id").asText())
                .query("event", event.path("id").asText())
                .json()
                .path("data")) {
            Map<String, Object> each = new HashMap<>();
            each.put("webhook", webhook.path("id").asText());
            each.put("url", webhook.path("url").asText());
            each.put("type", event.path("type").asText());
            each.put("attempt", Json.plain(attempt));
            out.add(each);
        }
        return out;
    }

    private Reply proof(Visit visit) throws InterruptedException {
        Map<String, Object> values = MessagePages.head(MessagePages.story(visit), "proof");
        List<Object> proofs = new ArrayList<>();
        try {
            for (MailProof each : MailProof.of(visit)) {
                Map<String, Object> one = new HashMap<>();
                one.put("jws", each.jws());
                one.put("claims", Json.plain(each.claims()));
                proofs.add(one);
            }
        } catch (Problem problem) {
            if (problem.code() != ErrorCode.RECIPIENT_ERASED) {
                throw problem;
            }
            values.put("missing", problem.detail());
        }
        values.put("proofs", proofs);
        return visit.show("message-proof", values);
    }

    private Reply file(Visit visit) throws InterruptedException {
        List<MailProof> proofs = MailProof.of(visit);
        String n = visit.call().path("n");
        if (!n.matches("[0-9]{1,4}") || Integer.parseInt(n) >= proofs.size()) {
            throw Problem.of(ErrorCode.NOT_FOUND, "There is no such proof.");
        }
        MailProof proof = proofs.get(Integer.parseInt(n));
        return MailFrame.file(
                "application/jose",
                proof.claims().path("message_id").asText() + "-" + n + ".jws",
                proof.jws().getBytes(StandardCharsets.US_ASCII));
    }
}
