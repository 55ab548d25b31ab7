package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.SmtpResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoryTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String id;
    private AcceptedMessage message;

    @BeforeEach
    void send() throws Exception {
        var answer = api.post(
                "/v1/messages",
                "{\"to\":[\"a@example.com\",\"b@example.com\"],\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\","
                        + "\"text\":\"x\",\"tags\":[\"t\"],\"metadata\":{\"k\":\"v\"}}");
        id = answer.body().path("message_id").asText();
        message = api.log.only();
    }

    private MailEvent event(int recipient, EventType type, int attempt, long afterMillis) {
        long received = message.getHead().getReceivedAt();
        Instants.Builder at = Instants.newBuilder().setReceivedAt(received).setQueuedAt(received + 10);
        if (type != EventType.QUEUED) {
            at.setRenderedAt(received + 20).setDispatchedAt(received + afterMillis - 5);
        }
        if (type == EventType.DELIVERED) {
            at.setAcceptedAt(received + afterMillis);
        }
        return MailEvent.newBuilder()
                .setEventId("evt_" + recipient + type + attempt)
                .setType(type.word())
                .setAt(received + afterMillis)
                .setHead(message.getHead())
                .setRecipient(message.getRecipients(recipient).getAddress())
                .setDeliveryId(Ids.delivery(id, recipient))
                .setAttempt(attempt)
                .setInstants(at)
                .setSmtp(SmtpResult.newBuilder()
                        .setCode(type == EventType.DELIVERED ? 250 : 550)
                        .setEnhanced("5.1.1")
                        .setResponse("said so")
                        .setStage("dot")
                        .setMx("mx.example.com"))
                .setCategory("unknown_user")
                .setExpiresAt(message.getExpiresAt())
                .build();
    }

    private JsonNode story(MailEvent... events) throws Exception {
        api.events.put(message.getHead().getApplicationId() + "/" + id, new ArrayList<>(List.of(events)));
        var answer = api.get("/v1/messages/" + id);
        assertEquals(200, answer.status(), answer.raw().body());
        return answer.body();
    }

    @Test
    void itIsToldFromTheFirstInstant() throws Exception {
        JsonNode story = story();
        assertEquals("queued", story.path("status").asText());
        assertEquals(2, story.path("recipients").size());
        assertEquals("Hi", story.path("subject").asText());
        assertEquals("v", story.path("metadata").path("k").asText());
        for (String field : List.of(
                "message_id",
                "status",
                "application",
                "from",
                "recipients",
                "subject",
                "template",
                "tags",
                "metadata",
                "class",
                "stream",
                "received_at",
                "queued_at",
                "rendered_at",
                "dispatched_at",
                "accepted_at",
                "latency",
                "sla",
                "opens",
                "clicks",
                "bounce",
                "complaint",
                "complaint_at",
                "attempts",
                "expires_at")) {
            assertTrue(story.has(field), field);
        }
    }

    @Test
    void aNodeThatKnowsOnlyTheIdSaysQueued() throws Exception {
        try (TestIngress other = new TestIngress()) {
            assertEquals(
                    api.first.application().getId(), other.first.application().getId());
            var answer = other.get("/v1/messages/" + id);
            assertEquals(200, answer.status());
            assertEquals("queued", answer.body().path("status").asText());
        }
    }

    @Test
    void deliveredToAllTellsEveryLatencyAndTheSla() throws Exception {
        JsonNode story = story(
                event(0, EventType.QUEUED, 0, 10),
                event(1, EventType.QUEUED, 0, 10),
                event(0, EventType.DELIVERED, 1, 300),
                event(1, EventType.DELIVERED, 1, 500));
        assertEquals("delivered", story.path("status").asText());
        assertEquals(10, story.path("latency").path("queue_ms").asInt());
        assertEquals(10, story.path("latency").path("render_ms").asInt());
        assertEquals(275, story.path("latency").path("dispatch_ms").asInt());
        assertEquals(500, story.path("latency").path("total_ms").asInt());
        assertTrue(story.path("sla").path("met").asBoolean());
        assertEquals(2, story.path("attempts").size());
        assertTrue(story.path("bounce").isNull());
    }

    @Test
    void recipientsThatFareDifferentlyAreMixedWithCounts() throws Exception {
        JsonNode story = story(event(0, EventType.DELIVERED, 1, 300), event(1, EventType.HARD_BOUNCE, 1, 400));
        assertEquals("mixed", story.path("status").asText());
        assertEquals(1, story.path("counts").path("delivered").asInt());
        assertEquals(1, story.path("counts").path("bounced").asInt());
        JsonNode bounce = story.path("bounce");
        assertEquals("hard", bounce.path("type").asText());
        assertEquals("unknown_user", bounce.path("category").asText());
        assertEquals(550, bounce.path("smtp_code").asInt());
        assertTrue(story.path("accepted_at").isNull());
    }

    @Test
    void aDeferralIsToldAndDoesNotCountAgainstTheSla() throws Exception {
        MailEvent refused = event(0, EventType.SOFT_BOUNCE, 1, 300);
        JsonNode deferred = story(refused, event(0, EventType.DISPATCHED, 1, 295));
        assertEquals(
                "deferred", deferred.path("recipients").path(0).path("status").asText());
        JsonNode delivered =
                story(refused, event(0, EventType.DELIVERED, 2, 60_300), event(1, EventType.DELIVERED, 1, 300));
        assertEquals("delivered", delivered.path("status").asText());
        assertEquals(60_000, delivered.path("sla").path("deferred_ms").asInt());
        assertTrue(delivered.path("sla").path("met").asBoolean());
        assertEquals(3, delivered.path("attempts").size());
    }

    @Test
    void anAttemptThatMayHaveArrivedIsFlagged() throws Exception {
        MailEvent unsure = event(0, EventType.SOFT_BOUNCE, 1, 300).toBuilder()
                .setCode("uncertain")
                .build();
        JsonNode attempts = story(unsure, event(0, EventType.DELIVERED, 2, 900)).path("attempts");
        assertTrue(attempts.path(0).path("uncertain").asBoolean());
        assertEquals("uncertain", attempts.path(0).path("code").asText());
        assertFalse(attempts.path(1).path("uncertain").asBoolean());
    }

    @Test
    void eventsComeInPages() throws Exception {
        story(
                event(0, EventType.QUEUED, 0, 10),
                event(1, EventType.QUEUED, 0, 10),
                event(0, EventType.DELIVERED, 1, 300));
        var one = api.get("/v1/messages/" + id + "/events?limit=2");
        assertEquals(2, one.body().path("data").size());
        assertTrue(one.body().path("has_more").asBoolean());
        String cursor = one.body().path("next_cursor").asText();
        var two = api.get("/v1/messages/" + id + "/events?limit=2&cursor=" + cursor);
        assertEquals("delivered", two.body().path("data").path(0).path("type").asText());
        assertFalse(two.body().path("has_more").asBoolean());
        assertEquals(
                "invalid_cursor",
                api.get("/v1/messages/" + id + "/events?cursor=x").code());
        assertEquals(422, api.get("/v1/messages/" + id + "/events?limit=101").status());
    }

    @Test
    void foreignAndInventedIdsAnswerExactlyAlike() throws Exception {
        String invented = id.substring(0, id.length() - 1) + (id.endsWith("0") ? "1" : "0");
        var missing = api.get("/v1/messages/" + invented);
        var foreign = api.call("GET", "/v1/messages/" + id, api.second.liveKey(), null);
        var sandbox = api.call("GET", "/v1/messages/" + id, api.first.sandboxKey(), null);
        for (var answer : List.of(missing, foreign, sandbox)) {
            assertEquals(404, answer.status());
            assertEquals(
                    "There is no such message.", answer.body().path("detail").asText());
        }
    }

    @Test
    void withoutTheStoreANodeTellsWhatItAcceptedItself() throws Exception {
        api.store.away = true;
        assertEquals(200, api.get("/v1/messages/" + id).status());
        assertEquals(
                "store_unavailable", api.get("/v1/messages/" + id + "/events").code());
    }

    private static final String FIRST = "msg_first";

    /** The event that makes the id of this test another name of {@link #FIRST}. */
    private MailEvent replayed(long afterMillis) {
        return event(0, EventType.REPLAYED, 0, afterMillis).toBuilder()
                .setDeliveryId(Ids.delivery(FIRST, 0))
                .build();
    }

    private void firstIs(EventType... types) {
        List<MailEvent> events = new ArrayList<>();
        for (EventType type : types) {
            MailEvent one = event(0, type, 1, -1000 + 10L * events.size());
            events.add(one.toBuilder()
                    .setHead(one.getHead().toBuilder().setMessageId(FIRST).setRecipientCount(1))
                    .setDeliveryId(Ids.delivery(FIRST, 0))
                    .build());
        }
        api.events.put(message.getHead().getApplicationId() + "/" + FIRST, events);
    }

    @Test
    void anotherNameOfAMessageIsAnsweredWithThatMessagesStoryAndEvents() throws Exception {
        firstIs(EventType.QUEUED, EventType.DELIVERED);
        JsonNode story = story(event(0, EventType.QUEUED, 0, 10), replayed(10));
        assertEquals("delivered", story.path("status").asText());
        assertEquals(FIRST, story.path("message_id").asText());
        var events = api.get("/v1/messages/" + id + "/events").body().path("data");
        assertEquals(2, events.size());
        assertEquals("delivered", events.path(1).path("type").asText());
    }

    @Test
    void anIdThatWasAnotherNameAndIsSentAfterTheKeysLifeTellsItsOwnStory() throws Exception {
        firstIs(EventType.QUEUED, EventType.DELIVERED);
        JsonNode story = story(replayed(10), event(0, EventType.QUEUED, 0, 5000), event(1, EventType.QUEUED, 0, 5000));
        assertEquals(id, story.path("message_id").asText());
        assertEquals("queued", story.path("status").asText());
        assertEquals(2, story.path("recipients").size());
    }

    @Test
    void anotherNameWhoseMessageIsNotStoredYetIsQueued() throws Exception {
        assertEquals(
                "queued",
                story(event(0, EventType.QUEUED, 0, 10), replayed(10))
                        .path("status")
                        .asText());
        assertEquals("queued", story(replayed(10)).path("status").asText());
    }
}
