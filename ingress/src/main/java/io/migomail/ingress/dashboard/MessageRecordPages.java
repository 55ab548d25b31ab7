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
    /** Webhooks whose logs one page asks at most. */
    private static final String LOGS = "20";

    private static final String ATTEMPTS = "100";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/messages/{id}/webhooks", this::webhooks),
                Page.get("/messages/{id}/proof", this::proof),
                Page.get("/messages/{id}/proof/{n}", this::file));
    }

    /** One question to the log of each webhook. */
    private Reply webhooks(Visit visit) throws InterruptedException {
        Map<String, Object> values = MessagePages.head(MessagePages.story(visit), "webhooks");
        JsonNode webhooks =
                visit.api("GET", "/v1/webhooks").query("limit", LOGS).json();
        List<Map<String, Object>> deliveries = new ArrayList<>();
        boolean all = !webhooks.path("has_more").asBoolean();
        for (JsonNode webhook : webhooks.path("data")) {
            JsonNode page = visit.api("GET", "/v1/webhooks/{id}/deliveries")
                    .path("id", webhook.path("id").asText())
                    .query("message", visit.call().path("id"))
                    .query("limit", ATTEMPTS)
                    .json();
            all &= !page.path("has_more").asBoolean();
            page.path("data").forEach(attempt -> deliveries.add(delivery(webhook, attempt)));
        }
        values.put("webhooks", webhooks.path("data").size());
        values.put("deliveries", deliveries);
        values.put("all", all);
        return visit.show("message-webhooks", values);
    }

    private static Map<String, Object> delivery(JsonNode webhook, JsonNode attempt) {
        Map<String, Object> each = new HashMap<>();
        each.put("webhook", webhook.path("id").asText());
        each.put("url", webhook.path("url").asText());
        each.put("attempt", Json.plain(attempt));
        return each;
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
