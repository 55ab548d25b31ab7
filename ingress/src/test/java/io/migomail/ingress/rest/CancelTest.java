package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.CancelVerdict;
import io.migomail.core.Environment;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.MailEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API answers to a cancel, given what PACE says of each recipient. */
class CancelTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String id;
    private AcceptedMessage message;

    @BeforeEach
    void start() throws Exception {
        id = api.sendToTwo();
        message = api.log.only();
    }

    private TestIngress.Answer cancel() throws Exception {
        return api.call("POST", "/v1/messages/" + id + "/cancel", api.first.liveKey(), null);
    }

    private void says(CancelVerdict first, CancelVerdict second) {
        api.pace.verdicts.put(Ids.delivery(id, 0), first);
        api.pace.verdicts.put(Ids.delivery(id, 1), second);
    }

    private MailEvent event(int recipient, EventType type) {
        return MailEvent.newBuilder()
                .setEventId("evt_" + recipient + type)
                .setType(type.word())
                .setAt(message.getHead().getReceivedAt() + 50)
                .setHead(message.getHead())
                .setRecipient(message.getRecipients(recipient).getAddress())
                .setDeliveryId(Ids.delivery(id, recipient))
                .setAttempt(type == EventType.QUEUED ? 0 : 1)
                .build();
    }

    private void told(MailEvent... events) {
        api.events.put(message.getHead().getApplicationId() + "/" + id, new ArrayList<>(List.of(events)));
    }

    private static String results(TestIngress.Answer answer) {
        List<String> out = new ArrayList<>();
        answer.body()
                .path("recipients")
                .forEach(r -> out.add(
                        r.path("email").asText() + " " + r.path("result").asText()));
        return String.join(", ", out);
    }

    @Test
    void whatPaceCanceledIsCanceled() throws Exception {
        says(CancelVerdict.CANCELED, CancelVerdict.CANCELED);
        var answer = cancel();
        assertEquals(200, answer.status(), answer.raw().body());
        assertEquals("canceled", answer.body().path("status").asText());
        assertEquals(id, answer.body().path("message_id").asText());
        assertEquals("a@example.com canceled, b@example.com canceled", results(answer));
        CancelRecord request = api.pace.requests.get(0);
        assertEquals(2, request.getRecipients());
        assertEquals(message.getHead().getAccountId(), request.getAccountId());
        assertEquals(Environment.LIVE.word(), request.getEnvironment());
        assertEquals(message.getExpiresAt(), request.getExpiresAt());
    }

    @Test
    void eachRecipientHasItsOwnResult() throws Exception {
        says(CancelVerdict.CANCELED, CancelVerdict.IN_FLIGHT);
        var answer = cancel();
        assertEquals(200, answer.status());
        assertEquals("partly_canceled", answer.body().path("status").asText());
        assertEquals("a@example.com canceled, b@example.com in_flight", results(answer));
    }

    @Test
    void whatPaceHasNotDecidedInTimeIsRequested() throws Exception {
        api.pace.verdicts.put(Ids.delivery(id, 0), CancelVerdict.IN_FLIGHT);
        var answer = cancel();
        assertEquals(202, answer.status());
        assertEquals("cancel_requested", answer.body().path("status").asText());
        assertEquals("a@example.com in_flight, b@example.com cancel_requested", results(answer));
    }

    @Test
    void whereNothingWaitsItIsAConflictThatNamesEachRecipient() throws Exception {
        says(CancelVerdict.IN_FLIGHT, CancelVerdict.SETTLED);
        api.pace.before = () -> told(event(0, EventType.QUEUED), event(1, EventType.DELIVERED));
        var answer = cancel();
        assertEquals(409, answer.status(), answer.raw().body());
        assertEquals("not_cancelable", answer.code());
        assertEquals("delivery_in_flight", answer.body().at("/errors/0/code").asText());
        assertEquals("/recipients/0", answer.body().at("/errors/0/pointer").asText());
        assertEquals("delivery_final", answer.body().at("/errors/1/code").asText());
        assertEquals("It is delivered.", answer.body().at("/errors/1/message").asText());
    }

    @Test
    void whatHasEndedIsNotAskedFor() throws Exception {
        told(event(0, EventType.DELIVERED), event(1, EventType.HARD_BOUNCE));
        assertEquals("not_cancelable", cancel().code());
        told(event(0, EventType.CANCELED), event(1, EventType.CANCELED));
        assertEquals("canceled", cancel().body().path("status").asText());
        assertEquals(List.of(), api.pace.requests);
    }

    @Test
    void aSecondCancelAnswersTheSame() throws Exception {
        says(CancelVerdict.CANCELED, CancelVerdict.IN_FLIGHT);
        var first = cancel();
        assertEquals(first.body(), cancel().body());
        told(event(0, EventType.CANCELED), event(1, EventType.DELIVERED));
        assertEquals("a@example.com canceled, b@example.com delivered", results(cancel()));
    }

    @Test
    void anotherTenantAnotherEnvironmentAndAnInventedIdAreTheSame404() throws Exception {
        String path = "/v1/messages/" + id + "/cancel";
        var foreign = api.call("POST", path, api.second.liveKey(), null);
        var sandbox = api.call("POST", path, api.key(Environment.SANDBOX, "messages:send"), null);
        var invented = api.call("POST", path.replace(id.substring(6, 12), "000000"), api.first.liveKey(), null);
        for (var answer : List.of(foreign, sandbox, invented)) {
            assertEquals(404, answer.status());
            assertEquals(
                    "There is no such message.", answer.body().path("detail").asText());
        }
        assertEquals(List.of(), api.pace.requests);
    }

    @Test
    void aKeyThatMayNotSendMayNotCancel() throws Exception {
        var answer =
                api.call("POST", "/v1/messages/" + id + "/cancel", api.key(Environment.LIVE, "messages:read"), null);
        assertEquals("insufficient_scope", answer.code());
    }

    @Test
    void aNodeThatKnowsOnlyTheIdAsksForAllRecipientsThereCouldBe() throws Exception {
        try (TestIngress other = new TestIngress()) {
            other.store.away = true;
            var answer = other.call("POST", "/v1/messages/" + id + "/cancel", other.first.liveKey(), null);
            assertEquals(202, answer.status(), answer.raw().body());
            CancelRecord request = other.pace.requests.get(0);
            assertEquals(Limits.RECIPIENTS, request.getRecipients());
            assertTrue(request.getExpiresAt() - request.getAt() >= Limits.EXPIRY_MAX.toMillis());
        }
    }

    @Test
    void whatCannotBeStoredIsNotPromised() throws Exception {
        api.pace.away = true;
        var answer = cancel();
        assertEquals(503, answer.status());
        assertEquals("store_unavailable", answer.code());
    }

    @Test
    void aBodyMayBeEmptyAndKnowsNoField() throws Exception {
        says(CancelVerdict.CANCELED, CancelVerdict.CANCELED);
        assertEquals(200, api.post("/v1/messages/" + id + "/cancel", "{}").status());
        assertEquals(
                "unknown_field",
                api.post("/v1/messages/" + id + "/cancel", "{\"reason\":\"x\"}").code());
    }
}
