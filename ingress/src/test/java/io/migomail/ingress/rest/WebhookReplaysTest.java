package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.FeedQuery;
import io.migomail.analytics.WebhookLog;
import io.migomail.analytics.events.EventJson;
import io.migomail.control.EntityKind;
import io.migomail.core.Environment;
import io.migomail.core.IsoTime;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Change;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookReplaysTest {
    private static final MailEvent EVENT =
            MailEvent.newBuilder().setEventId("evt_1").setType("delivered").build();

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String id;
    private String path;

    @BeforeEach
    void start() throws Exception {
        api.dns.hosts.put("hooks.yourapp.com", "93.184.216.34");
        id = api.post("/v1/webhooks", "{\"url\":\"https://hooks.yourapp.com/x\",\"events\":[\"delivered\",\"opened\"]}")
                .body()
                .path("id")
                .asText();
        path = "/v1/webhooks/" + id;
        api.store.attempts.addAll(
                List.of(attempt("evt_1", 2, "msg_1"), attempt("evt_1", 1, "msg_1"), attempt("evt_0", 1, null)));
        api.events.put(api.first.application().getId() + "/msg_1", List.of(EVENT));
    }

    private WebhookLog.Entry attempt(String event, int number, String message) {
        WebhookOutcome outcome = WebhookOutcome.newBuilder()
                .setWebhookId(id)
                .setEventId(event)
                .setAttempt(number)
                .setStatus(500)
                .build();
        return new WebhookLog.Entry(outcome, message == null ? null : "delivered", message);
    }

    private List<WebhookRequest> requests() {
        return api.facts.written.stream()
                .filter(fact -> fact.topic().name().equals("webhook.requests"))
                .peek(fact -> assertEquals(id, fact.key()))
                .map(fact -> RecordCodec.WEBHOOK_REQUEST.decode(fact.value()))
                .toList();
    }

    private TestIngress.Answer replay(String body) throws Exception {
        return api.post(path + "/replay", body);
    }

    private String ago(Duration age) {
        return IsoTime.text(api.time.wallMillis() - age.toMillis());
    }

    private void disable() throws Exception {
        assertEquals(
                200,
                api.call("PATCH", path, api.first.liveKey(), "{\"enabled\":false}")
                        .status());
    }

    @Test
    void aDeliveryIsAskedForAgainWithTheBodyItHadAndItsAttemptsSoFar() throws Exception {
        TestIngress.Answer answer = api.post(path + "/deliveries/evt_1.1/retry", null);
        assertEquals(202, answer.status());
        assertEquals(
                "{\"webhook_id\":\"" + id + "\",\"event_id\":\"evt_1\",\"status\":\"queued\"}",
                answer.body().toString());
        WebhookRequest request = requests().get(0);
        assertEquals("retry", request.getKind());
        assertEquals("evt_1", request.getEventId());
        assertEquals(2, request.getAttempts());
        assertEquals(
                new String(EventJson.bytes(EVENT), java.nio.charset.StandardCharsets.UTF_8),
                request.getBody().toStringUtf8());
    }

    @Test
    void whatIsNotInTheLogOrNotRetainedCannotBeRetried() throws Exception {
        for (String delivery : List.of("evt_1.3", "evt_2.1", "evt_1", "evt_0.1", "x")) {
            assertEquals(
                    "not_found",
                    api.post(path + "/deliveries/" + delivery + "/retry", null).code(),
                    delivery);
        }
        assertEquals(
                "unknown_field",
                api.post(path + "/deliveries/evt_1.1/retry", "{\"x\":1}").code());
        assertEquals(List.of(), requests());
    }

    @Test
    void aReplayIsShownWhileItIsUnderWayAndInTheAuditLog() throws Exception {
        api.store.feed.add(EVENT);
        long before = api.control.appliedOffset();
        String from = ago(Duration.ofHours(2));
        String to = ago(Duration.ofHours(1));
        JsonNode told = replay("{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"events\":[\"opened\"]}")
                .body();
        assertEquals(1, told.path("estimated_events").asInt());
        JsonNode shown = api.get(path).body().path("replay");
        assertEquals(told.path("id"), shown.path("id"));
        assertEquals(
                List.of(from, to),
                List.of(shown.path("from").asText(), shown.path("to").asText()));
        assertEquals("[\"opened\"]", shown.path("events").toString());
        WebhookRequest request = requests().get(0);
        assertEquals(List.of("replay", told.path("id").asText()), List.of(request.getKind(), request.getReplayId()));
        assertTrue(request.getControlOffset() > before, "the replay is known there by then");
        JsonNode entry =
                api.get("/v1/audit-logs?resource=" + id).body().path("data").path(0);
        assertEquals("POST /v1/webhooks/{id}/replay", entry.path("request").asText());
        assertEquals("[\"replay\"]", entry.path("fields").toString());
        FeedQuery asked = api.store.feedQueries.get(0);
        assertEquals(
                List.of(List.of("opened"), from, to),
                List.of(asked.types(), IsoTime.text(asked.from()), IsoTime.text(asked.to())));
    }

    @Test
    void withoutAnEndItReachesUpToNowAndTakesWhatTheWebhookSubscribesTo() throws Exception {
        JsonNode told =
                replay("{\"from\":\"" + ago(Duration.ofDays(90)) + "\"}").body();
        assertEquals(IsoTime.text(api.time.wallMillis()), told.path("to").asText());
        assertEquals("[]", told.path("events").toString());
        assertEquals(
                List.of("delivered", "opened"), api.store.feedQueries.get(0).types());
    }

    @Test
    void oneReplayAtATimeAndTheOneUnderWayIsAskedForAgain() throws Exception {
        String body = "{\"from\":\"" + ago(Duration.ofHours(2)) + "\"}";
        String first = replay(body).body().path("id").asText();
        assertEquals("replay_in_progress", replay(body).code());
        assertEquals(
                List.of(first, first),
                requests().stream().map(WebhookRequest::getReplayId).toList());
        assertEquals(
                204,
                api.call("DELETE", path + "/replay", api.first.liveKey(), null).status());
        assertTrue(api.get(path).body().path("replay").isNull());
        assertEquals(202, replay(body).status());
    }

    @Test
    void faultsOfARangeAreToldWithTheirPlace() throws Exception {
        String hour = ago(Duration.ofHours(1));
        String[][] cases = {
            {"{}", "missing_field", "/from"},
            {"{\"from\":\"yesterday\"}", "invalid_value", "/from"},
            {"{\"from\":\"" + ago(Duration.ofDays(91)) + "\"}", "invalid_value", "/from"},
            {"{\"from\":\"" + hour + "\",\"to\":\"" + ago(Duration.ofHours(2)) + "\"}", "invalid_value", "/from"},
            {"{\"from\":\"" + hour + "\",\"to\":\"" + ago(Duration.ofSeconds(-1)) + "\"}", "invalid_value", "/to"},
            {"{\"from\":\"" + hour + "\",\"events\":[\"opened\",\"queued\"]}", "invalid_value", "/events/1"},
            {"{\"from\":\"" + hour + "\",\"type\":\"x\"}", "unknown_field", "/type"}
        };
        for (String[] one : cases) {
            TestIngress.Answer answer = replay(one[0]);
            assertEquals(List.of(one[1], one[2]), List.of(answer.code(), answer.pointer()), one[0]);
        }
        assertEquals(List.of(), requests());
        assertFalse(api.control.view().webhook(id).hasReplay());
    }

    @Test
    void aDisabledWebhookIsSentNothing() throws Exception {
        replay("{\"from\":\"" + ago(Duration.ofHours(2)) + "\"}");
        disable();
        assertTrue(api.get(path).body().path("replay").isNull(), "what was under way ends");
        assertEquals(
                "webhook_disabled",
                replay("{\"from\":\"" + ago(Duration.ofHours(2)) + "\"}").code());
        assertEquals(
                "webhook_disabled",
                api.post(path + "/deliveries/evt_1.1/retry", null).code());
    }

    @Test
    void whereTheStoreIsAwayNothingIsBegun() throws Exception {
        api.store.away = true;
        assertEquals(
                "store_unavailable",
                replay("{\"from\":\"" + ago(Duration.ofHours(2)) + "\"}").code());
        assertEquals(
                "store_unavailable",
                api.post(path + "/deliveries/evt_1.1/retry", null).code());
        assertEquals(
                Webhook.getDefaultInstance().getReplay(),
                api.control.view().webhook(id).getReplay());
    }

    @Test
    void anothersWebhookIsOneThatIsNotThere() throws Exception {
        String sandbox = api.key(Environment.SANDBOX, "webhooks:write");
        for (String key : List.of(sandbox, api.second.liveKey())) {
            assertEquals(
                    404,
                    api.call("POST", path + "/deliveries/evt_1.1/retry", key, null)
                            .status());
            assertEquals(
                    404,
                    api.call("POST", path + "/replay", key, "{\"from\":\"2026-01-01T00:00:00Z\"}")
                            .status());
            assertEquals(404, api.call("DELETE", path + "/replay", key, null).status());
        }
        assertEquals(List.of(), requests());
    }

    @Test
    void whatTheProductItselfDidIsInTheAuditLogWithItsReason() throws Exception {
        Webhook off =
                api.control.view().webhook(id).toBuilder().setEnabled(false).build();
        Change change = Change.newBuilder()
                .setAccountId(api.first.account().getId())
                .setRequest("failing")
                .build();
        api.control.put(off, api.control.version(EntityKind.WEBHOOK, id), change);
        JsonNode entry =
                api.get("/v1/audit-logs?actor=system").body().path("data").path(0);
        assertEquals(
                "{\"type\":\"system\",\"id\":null,\"name\":null,\"source\":null}",
                entry.path("actor").toString());
        assertEquals(
                List.of("failing", id),
                List.of(entry.path("request").asText(), entry.at("/resource/id").asText()));
    }
}
