package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.IsoTime;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.PaceHold;
import io.migomail.core.record.PaceStatus;
import io.migomail.core.record.SmtpResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a delivery is said to be, with PACE's answer and without. */
class ExplainTest {
    private static final String KEY = "mx:mx.example.com|pool_1";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String id;
    private AcceptedMessage message;
    private long at;

    @BeforeEach
    void start() throws Exception {
        id = api.post(
                        "/v1/messages",
                        "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"x\"}")
                .body()
                .path("message_id")
                .asText();
        message = api.log.only();
        at = message.getHead().getReceivedAt();
    }

    private JsonNode explained() throws Exception {
        var answer = api.get("/v1/messages/" + id + "/explain");
        assertEquals(200, answer.status(), answer.raw().body());
        assertEquals(id, answer.body().path("message_id").asText());
        assertFalse(answer.body().path("as_of").isNull());
        assertEquals(1, answer.body().path("deliveries").size());
        return answer.body().at("/deliveries/0");
    }

    private PaceStatus status(long instant) {
        return PaceStatus.newBuilder()
                .setPaceKey(KEY)
                .setAt(instant)
                .setBinding("throttled")
                .setSentence("It rests.")
                .setSince(at)
                .setWaitingHigh(2)
                .setWaitingNormal(40)
                .setInFlight(1)
                .addHolds(PaceHold.newBuilder()
                        .setReason("throttled")
                        .setUntil(at + 5000)
                        .setRefusals(2))
                .setNextTurn(at + 5000)
                .build();
    }

    private DeliveryPlace.Builder place() {
        return DeliveryPlace.newBuilder()
                .setDeliveryId(Ids.delivery(id, 0))
                .setPaceKey(KEY)
                .setStatus(status(at + 700));
    }

    private void told(MailEvent.Builder... events) {
        List<MailEvent> list = new ArrayList<>();
        for (MailEvent.Builder event : events) {
            list.add(event.setHead(message.getHead())
                    .setRecipient("a@example.com")
                    .setDeliveryId(Ids.delivery(id, 0))
                    .build());
        }
        api.events.put(message.getHead().getApplicationId() + "/" + id, list);
    }

    private MailEvent.Builder deferred() {
        return MailEvent.newBuilder()
                .setType(EventType.SOFT_BOUNCE.word())
                .setAttempt(1)
                .setAt(at + 600)
                .setProvider("mx:mx.example.com")
                .setPoolId("pool_1")
                .setExpiresAt(message.getExpiresAt())
                .setSmtp(SmtpResult.newBuilder().setResponse("450 later"));
    }

    @Test
    void whatWaitsInTheQueueIsToldAsTheQueueTellsIt() throws Exception {
        var waits = place().setReason("throttled").setSentence("It rests.").setNextAttemptAt(at + 5000);
        api.pace.places.put(
                "0", waits.setAttempts(1).setLastReply("421 too much").build());
        JsonNode delivery = explained();
        assertEquals("waiting", delivery.path("where").asText());
        assertEquals("queue", delivery.path("source").asText());
        assertEquals("throttled", delivery.path("reason").asText());
        assertEquals("It rests.", delivery.path("explanation").asText());
        assertEquals("mx:mx.example.com", delivery.path("destination").asText());
        assertEquals("pool_1", delivery.path("pool").asText());
        assertEquals(IsoTime.text(at + 5000), delivery.path("next_attempt_at").asText());
        assertEquals("421 too much", delivery.path("last_reply").asText());
        assertEquals(1, delivery.path("attempts").asInt());
        JsonNode queue = delivery.path("queue");
        assertEquals("throttled", queue.path("binding_limit").asText());
        assertEquals(40, queue.at("/waiting/normal").asInt());
        assertEquals(2, queue.at("/waiting/high").asInt());
        assertEquals(1, queue.path("in_flight").asInt());
        assertEquals(2, queue.at("/holds/0/refusals").asInt());
        assertTrue(queue.at("/holds/0/address").isNull());
        assertEquals(IsoTime.text(at + 700), queue.path("as_of").asText());
    }

    @Test
    void ofTwoStatesOfTheQueueTheYoungerIsTold() throws Exception {
        api.pace.places.put("0", place().setReason("retry").build());
        api.pace.statuses.put(KEY, status(at + 900));
        assertEquals(IsoTime.text(at + 900), explained().at("/queue/as_of").asText());
        api.pace.statuses.put(KEY, status(at + 100));
        assertEquals(IsoTime.text(at + 700), explained().at("/queue/as_of").asText());
    }

    @Test
    void anAttemptUnderWayHasNoReasonToWait() throws Exception {
        api.pace.places.put("0", place().setInFlight(true).setSince(at + 650).build());
        JsonNode delivery = explained();
        assertEquals("in_flight", delivery.path("where").asText());
        assertTrue(delivery.path("reason").isNull());
        assertEquals(IsoTime.text(at + 650), delivery.path("since").asText());
    }

    @Test
    void whatTheQueueDoesNotHaveYetIsArriving() throws Exception {
        JsonNode delivery = explained();
        assertEquals("accepted", delivery.path("where").asText());
        assertEquals("arriving", delivery.path("reason").asText());
        assertEquals("events", delivery.path("source").asText());
        assertTrue(delivery.path("destination").isNull());
    }

    @Test
    void whatWaitsForItsTimeSaysUntilWhen() throws Exception {
        id = api.post(
                        "/v1/messages",
                        "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"x\","
                                + "\"scheduled_at\":\"" + IsoTime.text(at + 9000) + "\"}")
                .body()
                .path("message_id")
                .asText();
        JsonNode delivery = explained();
        assertEquals("scheduled", delivery.path("where").asText());
        assertEquals("scheduled", delivery.path("status").asText());
        assertEquals("scheduled", delivery.path("reason").asText());
        assertEquals(IsoTime.text(at + 9000), delivery.path("next_attempt_at").asText());
    }

    @Test
    void withoutAnAnswerEventsTellAndWhatTheKeyPublishedLastWithItsAge() throws Exception {
        told(deferred());
        api.pace.statuses.put(KEY, status(at + 100));
        JsonNode delivery = explained();
        assertEquals("waiting", delivery.path("where").asText());
        assertEquals("events", delivery.path("source").asText());
        assertEquals("retry", delivery.path("reason").asText());
        assertEquals("450 later", delivery.path("last_reply").asText());
        assertEquals(IsoTime.text(at + 600), delivery.path("since").asText());
        assertEquals(IsoTime.text(at + 100), delivery.at("/queue/as_of").asText());
        assertEquals(
                IsoTime.text(message.getExpiresAt()),
                delivery.path("expires_at").asText());
    }

    @Test
    void whatHasEndedIsSettledAndNobodyIsAsked() throws Exception {
        told(deferred(), deferred().setType(EventType.DELIVERED.word()).setAttempt(2));
        JsonNode delivery = explained();
        assertEquals("settled", delivery.path("where").asText());
        assertEquals("delivered", delivery.path("status").asText());
        assertEquals(2, delivery.path("attempts").asInt());
        assertTrue(delivery.path("queue").isNull());
        assertEquals(List.of(), api.pace.questions);
    }

    @Test
    void whatEndedWhileItWasAskedForIsSettledToo() throws Exception {
        api.pace.before = () -> told(deferred().setType(EventType.DELIVERED.word()));
        assertEquals("settled", explained().path("where").asText());
    }

    @Test
    void anotherTenantsMessageIsMissing() throws Exception {
        var answer = api.call("GET", "/v1/messages/" + id + "/explain", api.second.liveKey(), null);
        assertEquals(404, answer.status());
        assertEquals(List.of(), api.pace.questions);
    }
}
