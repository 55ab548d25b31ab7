package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.Recipient;
import io.migomail.core.record.SentMail;
import io.migomail.core.record.SmtpResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDeriverTest {
    private static final MessageHead HEAD = MessageHead.newBuilder()
            .setMessageId("msg_1")
            .setReceivedAt(90)
            .putMetadata("z", "1")
            .putMetadata("a", "2")
            .build();

    private static Outcome.Builder outcome(OutcomeKind kind, int attempt, long dispatchedAt) {
        return Outcome.newBuilder()
                .setDeliveryId("msg_1.0")
                .setAttempt(attempt)
                .setKind(kind.word())
                .setHead(HEAD)
                .setRecipient("a@example.com")
                .setAt(500)
                .setInstants(Instants.newBuilder()
                        .setReceivedAt(90)
                        .setQueuedAt(100)
                        .setRenderedAt(110)
                        .setDispatchedAt(dispatchedAt))
                .setSmtp(SmtpResult.newBuilder()
                        .setEgressIp("192.0.2.1")
                        .setMx("mx2")
                        .setCode(250))
                .setProvider("mx:x")
                .setPoolId("pool_1");
    }

    @Test
    void aFenceIsNoEvent() {
        assertEquals(
                List.of(), EventDeriver.of(Outcome.newBuilder().setKind("fence").build()));
    }

    @Test
    void anAttemptThatNoEgressNodeCarriedIsNoEvent() {
        Outcome unheard = outcome(OutcomeKind.DEFERRED, 1, 0)
                .setCode(OutcomeKind.NODE_UNAVAILABLE)
                .build();
        assertEquals(List.of(), EventDeriver.of(unheard));
        Outcome behindAnotherHost = outcome(OutcomeKind.DEFERRED, 1, 400)
                .setCode(OutcomeKind.NODE_UNAVAILABLE)
                .build();
        assertEquals(
                List.of("dispatched", "soft_bounce"),
                EventDeriver.of(behindAnotherHost).stream()
                        .map(MailEvent::getType)
                        .toList());
    }

    @Test
    void everyRecipientOfAnAcceptedMessageIsQueued() {
        AcceptedMessage message = AcceptedMessage.newBuilder()
                .setHead(HEAD)
                .addRecipients(Recipient.newBuilder().setAddress("a@example.com"))
                .addRecipients(Recipient.newBuilder().setAddress("b@example.com"))
                .setExpiresAt(9_000)
                .build();
        List<MailEvent> events = EventDeriver.of(message, 100);
        assertEquals(2, events.size());
        assertEquals("b@example.com", events.get(1).getRecipient());
        assertEquals("msg_1.1", events.get(1).getDeliveryId());
        assertEquals(Ids.event("msg_1.1", 0, EventType.QUEUED), events.get(1).getEventId());
        assertEquals(100, events.get(0).getInstants().getQueuedAt());
        assertEquals(90, events.get(0).getInstants().getReceivedAt());
        assertEquals(9_000, events.get(0).getExpiresAt());
    }

    @ParameterizedTest
    @CsvSource({
        "DISPATCHED, 120, dispatched",
        "DELIVERED, 120, dispatched delivered",
        "DEFERRED, 120, dispatched soft_bounce",
        "DEFERRED, 0, soft_bounce",
        "BOUNCED, 120, dispatched hard_bounce",
        "BOUNCED, 0, hard_bounce",
        "EXPIRED, 0, expired",
        "SUPPRESSED, 0, suppressed",
        "CANCELED, 0, canceled",
        "FAILED, 0, failed"
    })
    void anOutcomeTellsItsEvents(OutcomeKind kind, long dispatchedAt, String expected) {
        List<String> types = EventDeriver.of(outcome(kind, 1, dispatchedAt).build()).stream()
                .map(MailEvent::getType)
                .toList();
        assertEquals(List.of(expected.split(" ")), types);
    }

    @Test
    void anExpiryAfterAttemptsTellsNoSecondDispatch() {
        assertEquals(
                1, EventDeriver.of(outcome(OutcomeKind.EXPIRED, 3, 120).build()).size());
    }

    @Test
    void interimAndFinalOutcomeTellTheSameDispatch() {
        Outcome interim = outcome(OutcomeKind.DISPATCHED, 1, 120)
                .setSmtp(SmtpResult.newBuilder().setEgressIp("192.0.2.1").setMx("mx1"))
                .setAt(121)
                .build();
        Outcome last = outcome(OutcomeKind.DELIVERED, 1, 120)
                .setInstants(outcome(OutcomeKind.DELIVERED, 1, 120).getInstants().toBuilder()
                        .setAcceptedAt(480))
                .setSize(77)
                .build();
        byte[] first = RecordCodec.EVENT.encode(EventDeriver.of(interim).get(0));
        byte[] second = RecordCodec.EVENT.encode(EventDeriver.of(last).get(0));
        assertArrayEquals(first, second);
        assertEquals(480, EventDeriver.of(last).get(1).getAt());
    }

    @Test
    void aRepeatedRecordGivesTheSameBytes() {
        byte[] record =
                RecordCodec.OUTCOME.encode(outcome(OutcomeKind.DEFERRED, 2, 120).build());
        MailEvent one = EventDeriver.of(RecordCodec.OUTCOME.decode(record)).get(1);
        MailEvent two = EventDeriver.of(RecordCodec.OUTCOME.decode(record)).get(1);
        assertArrayEquals(RecordCodec.EVENT.encode(one), RecordCodec.EVENT.encode(two));
        assertNotEquals(
                one.getEventId(),
                EventDeriver.of(outcome(OutcomeKind.DEFERRED, 3, 120).build())
                        .get(1)
                        .getEventId());
    }

    @Test
    void whatAnAttemptSentIsToldWithItsEndOnly() {
        SentMail sent = SentMail.newBuilder()
                .setDigest(ByteString.copyFrom(Ids.sha256(new byte[] {1})))
                .build();
        List<MailEvent> events = EventDeriver.of(
                outcome(OutcomeKind.BOUNCED, 1, 120).setSent(sent).build());
        assertFalse(events.get(0).hasSent());
        assertEquals(sent, events.get(1).getSent());
    }

    @Test
    void anUnknownKindIsRefused() {
        Outcome strange =
                outcome(OutcomeKind.DELIVERED, 1, 0).setKind("teleported").build();
        assertThrows(IllegalArgumentException.class, () -> EventDeriver.of(strange));
    }

    @Test
    void aReplayedMessageNamesTheDeliveryThatStandsForItUnderAnIdOfItsOwn() {
        Outcome told = outcome(OutcomeKind.REPLAYED, 0, 0)
                .setDeliveryId("msg_0.3")
                .setCode("idempotent_replay")
                .build();
        MailEvent event = EventDeriver.of(told).get(0);
        assertEquals("replayed", event.getType());
        assertEquals("msg_1", event.getHead().getMessageId());
        assertEquals("msg_0.3", event.getDeliveryId());
        assertEquals(Ids.event("msg_1.3", 0, EventType.REPLAYED), event.getEventId());
        assertEquals("idempotent_replay", event.getCode());
    }
}
