package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.WebhookLog;
import io.migomail.core.Environment;
import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookDeliveriesTest {
    private static final long START = 1_772_366_400_000L;

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String id;
    private String path;

    @BeforeEach
    void start() throws Exception {
        api.dns.hosts.put("hooks.yourapp.com", "93.184.216.34");
        id = api.post("/v1/webhooks", "{\"url\":\"https://hooks.yourapp.com/x\",\"retry\":{\"max_age\":3600}}")
                .body()
                .path("id")
                .asText();
        path = "/v1/webhooks/" + id + "/deliveries";
        for (int n = 4; n >= 0; n--) {
            WebhookOutcome outcome = WebhookOutcome.newBuilder()
                    .setWebhookId(id)
                    .setEventId("evt_" + n)
                    .setAttempt(n + 1)
                    .setAt(START + n)
                    .setStatus(n == 4 ? 204 : 0)
                    .setError(n == 4 ? "" : "timeout")
                    .setDurationMs(12)
                    .build();
            api.store.attempts.add(new WebhookLog.Entry(outcome, n == 4 ? "delivered" : null, n == 4 ? "msg_4" : null));
        }
    }

    @Test
    void anAttemptIsToldWithWhatItsEventWasAbout() throws Exception {
        JsonNode data = api.get(path).body().path("data");
        assertEquals(
                "{\"id\":\"evt_4.5\",\"event_id\":\"evt_4\",\"event_type\":\"delivered\",\"message_id\":\"msg_4\","
                        + "\"attempt\":5,\"result\":\"succeeded\",\"status\":204,\"error\":null,\"duration_ms\":12,"
                        + "\"at\":\"2026-03-01T12:00:00.004Z\"}",
                data.path(0).toString());
        assertEquals("failed", data.path(1).path("result").asText());
        assertEquals("timeout", data.path(1).path("error").asText());
        assertTrue(data.path(1).path("status").isNull()
                && data.path(1).path("event_type").isNull());
    }

    @Test
    void aWalkShowsEachOnceAndItsCursorIsOfThisWebhookOnly() throws Exception {
        List<String> walked = new ArrayList<>();
        JsonNode page = api.get(path + "?limit=2").body();
        while (page.path("has_more").asBoolean()) {
            page.path("data").forEach(entry -> walked.add(entry.path("id").asText()));
            page = api.get(path + "?limit=2&cursor=" + page.path("next_cursor").asText())
                    .body();
        }
        page.path("data").forEach(entry -> walked.add(entry.path("id").asText()));
        assertEquals(List.of("evt_4.5", "evt_3.4", "evt_2.3", "evt_1.2", "evt_0.1"), walked);

        String cursor = api.get(path + "?limit=2").body().path("next_cursor").asText();
        assertEquals(
                "invalid_cursor",
                api.get(path + "?result=failed&cursor=" + cursor).code());
        String other = api.post("/v1/webhooks", "{\"url\":\"https://hooks.yourapp.com/y\"}")
                .body()
                .path("id")
                .asText();
        assertEquals(
                "invalid_cursor",
                api.get("/v1/webhooks/" + other + "/deliveries?cursor=" + cursor)
                        .code());
    }

    @Test
    void theFiltersReachTheStoreAndAnythingElseIsRefused() throws Exception {
        api.get(path + "?result=failed&event=evt_2&limit=7");
        assertEquals(
                new WebhookLog.Query(
                        id, api.first.application().getId(), "live", "evt_2", null, WebhookLog.Result.FAILED, null, 8),
                api.store.logQueries.get(0));
        JsonNode ofMessage = api.get(path + "?message=msg_4").body().path("data");
        assertEquals(1, ofMessage.size(), ofMessage.toString());
        assertEquals("msg_4", ofMessage.at("/0/message_id").asText());
        assertEquals("msg_4", api.store.logQueries.get(1).messageId());
        assertEquals("invalid_value", api.get(path + "?result=maybe").code());
        assertEquals("unknown_field", api.get(path + "?status=500").code());
        api.store.away = true;
        assertEquals("store_unavailable", api.get(path).code());
    }

    @Test
    void anothersWebhookIsOneThatIsNotThere() throws Exception {
        String sandbox = api.key(Environment.SANDBOX, "webhooks:read");
        JsonNode missing = api.get("/v1/webhooks/whk_none/deliveries").body();
        for (String key : List.of(sandbox, api.second.liveKey())) {
            var answer = api.call("GET", path, key, null);
            assertEquals(404, answer.status());
            assertEquals(missing.path("message"), answer.body().path("message"));
        }
        assertEquals(List.of(), api.store.logQueries);
    }

    @Test
    void aWebhookSaysWhyItIsOffUntilItIsSwitchedOn() throws Exception {
        Webhook off = api.control.view().webhook(id).toBuilder()
                .setEnabled(false)
                .setDisabledReason("failing")
                .setDisabledAt(START)
                .build();
        api.control.put(off, 1);
        JsonNode shown = api.get("/v1/webhooks/" + id).body();
        assertEquals("failing", shown.path("disabled_reason").asText());
        assertEquals("2026-03-01T12:00:00.000Z", shown.path("disabled_at").asText());
        assertEquals(3600, shown.at("/retry/max_age").asInt());

        JsonNode on = api.call("PATCH", "/v1/webhooks/" + id, api.first.liveKey(), "{\"enabled\":true}")
                .body();
        assertTrue(on.path("enabled").asBoolean() && on.path("disabled_reason").isNull(), on.toString());
        assertTrue(on.path("disabled_at").isNull());
    }
}
