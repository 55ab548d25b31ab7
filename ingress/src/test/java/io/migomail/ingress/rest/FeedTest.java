package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.analytics.EventStore;
import io.migomail.analytics.FeedQuery;
import io.migomail.analytics.events.EventJson;
import io.migomail.core.Environment;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    @BeforeEach
    void start() throws Exception {
        add(0, 5);
    }

    private void add(int from, int to) {
        for (int n = from; n < to; n++) {
            api.store.feed.add(MailEvent.newBuilder()
                    .setEventId("evt_" + n)
                    .setType("delivered")
                    .setAt(1_700_000_000_000L - n)
                    .setHead(MessageHead.newBuilder()
                            .setMessageId("msg_" + n)
                            .setEnvironment("live")
                            .setApplicationId(api.first.application().getId())
                            .addTags("t"))
                    .setRecipient("a@example.com")
                    .build());
        }
    }

    @Test
    void aWalkGoesOnWhereItEndedWhenMoreHasCome() throws Exception {
        List<String> walked = new ArrayList<>();
        JsonNode page = api.get("/v1/events?limit=3").body();
        page.path("data").forEach(event -> walked.add(event.path("id").asText()));
        assertTrue(page.path("has_more").asBoolean());
        page = api.get("/v1/events?cursor=" + page.path("next_cursor").asText()).body();
        page.path("data").forEach(event -> walked.add(event.path("id").asText()));
        assertFalse(page.path("has_more").asBoolean());
        add(5, 7);
        page = api.get("/v1/events?cursor=" + page.path("next_cursor").asText()).body();
        page.path("data").forEach(event -> walked.add(event.path("id").asText()));

        assertEquals(List.of("evt_0", "evt_1", "evt_2", "evt_3", "evt_4", "evt_5", "evt_6"), walked);
    }

    @Test
    void anEventIsTheOneThatAWebhookGets() throws Exception {
        JsonNode told = api.get("/v1/events").body().path("data").path(2);
        assertEquals(new ObjectMapper().readTree(EventJson.bytes(api.store.feed.get(2))), told);
    }

    @Test
    void aKeyReadsItsOwnApplicationAndEnvironmentAndTheTypesAskedFor() throws Exception {
        api.get("/v1/events?type=opened&type=delivered&since=2026-03-01T00:00:00Z");
        api.call("GET", "/v1/events", api.key(Environment.SANDBOX, "messages:read"), null);
        api.call("GET", "/v1/events", api.second.liveKey(), null);

        assertEquals(
                List.of(
                        new FeedQuery(api.first.application().getId(), "live", List.of("delivered", "opened")),
                        new FeedQuery(api.first.application().getId(), "sandbox", List.of()),
                        new FeedQuery(api.second.application().getId(), "live", List.of())),
                api.store.feedQueries);
        assertEquals(
                EventStore.feedFrom(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli()), api.store.feedPlaces.get(0));
    }

    @Test
    void whatIsNotMeantIsRefused() throws Exception {
        String cursor =
                api.get("/v1/events?type=delivered").body().path("next_cursor").asText();
        String messages = "/v1/messages?cursor=" + cursor;
        Map<String, String> codes = Map.of(
                "/v1/events?types=opened",
                "unknown_field",
                "/v1/events?type=open",
                "invalid_value",
                "/v1/events?limit=101",
                "invalid_value",
                "/v1/events?cursor=" + cursor,
                "invalid_cursor",
                messages,
                "invalid_cursor");
        for (Map.Entry<String, String> one : codes.entrySet()) {
            assertEquals(one.getValue(), api.get(one.getKey()).code(), one.getKey());
        }
        assertEquals(200, api.get("/v1/events?type=delivered&cursor=" + cursor).status());
        api.store.away = true;
        assertEquals("store_unavailable", api.get("/v1/events").code());
    }
}
