package io.migomail.ingress.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.EventType;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.SmtpResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryStoryTest {
    private static final String RECIPIENT = "a@b.example";

    private static MailEvent event(EventType type, long at, int attempt, String code) {
        return MailEvent.newBuilder()
                .setType(type.word())
                .setAt(at)
                .setAttempt(attempt)
                .setCode(code)
                .build();
    }

    /** The same whatever order the events come in. */
    private static void assertTold(String status, String code, MailEvent... events) {
        List<MailEvent> order = new ArrayList<>(Arrays.asList(events));
        for (int i = 0; i < order.size(); i++) {
            Collections.rotate(order, 1);
            ObjectNode told = new DeliveryStory(RECIPIENT, false, order).summary();
            assertEquals(status, told.path("status").asText());
            assertEquals(code, told.path("code").asText(""));
        }
    }

    @Test
    void nothingKnownIsQueued() {
        assertEquals("queued", new DeliveryStory(RECIPIENT, false, List.of()).state());
        assertTrue(new DeliveryStory(RECIPIENT, false, List.of())
                .summary()
                .path("code")
                .isNull());
    }

    @Test
    void aFailureOfTheSameInstantAsTheAcceptanceKeepsItsCode() {
        assertTold(
                "failed",
                "idempotency_conflict",
                event(EventType.QUEUED, 1000, 0, ""),
                event(EventType.FAILED, 1000, 0, "idempotency_conflict"));
    }

    @Test
    void whatFollowsTheFinalEventDoesNotHideIt() {
        assertTold(
                "delivered",
                "",
                event(EventType.QUEUED, 1, 0, ""),
                event(EventType.DISPATCHED, 2, 1, ""),
                event(EventType.DELIVERED, 3, 1, ""),
                event(EventType.OPENED, 4, 0, "machine"));
    }

    @Test
    void whatComesBackLateIsItsBounceAndItStaysDelivered() {
        MailEvent delivered = event(EventType.DELIVERED, 3, 1, "");
        MailEvent soft = late(4, "4.4.7");
        MailEvent hard = late(5, "5.1.1");
        assertTold("delivered", "", delivered, soft, hard);
        assertEquals(
                "soft",
                bounce(event(EventType.SOFT_BOUNCE, 2, 1, ""), delivered, soft)
                        .path("type")
                        .asText());
        ObjectNode told = bounce(hard, delivered, soft);
        assertEquals("hard", told.path("type").asText());
        assertEquals("5.1.1", told.path("enhanced_code").asText());
    }

    private static MailEvent late(long at, String enhanced) {
        return event(EventType.LATE_BOUNCE, at, 1, "").toBuilder()
                .setSmtp(SmtpResult.newBuilder().setEnhanced(enhanced))
                .build();
    }

    private static ObjectNode bounce(MailEvent... events) {
        return new DeliveryStory(RECIPIENT, false, List.of(events)).bounce();
    }

    @Test
    void aDispatchToldAfterTheSoftBounceOfItsAttemptDoesNotReopenIt() {
        assertTold(
                "deferred",
                "greylisted",
                event(EventType.QUEUED, 1, 0, ""),
                event(EventType.SOFT_BOUNCE, 5, 1, "greylisted"),
                event(EventType.DISPATCHED, 6, 1, ""));
    }

    @Test
    void theNextAttemptIsUnderWayOnceItIsDispatched() {
        assertTold(
                "dispatched",
                "",
                event(EventType.SOFT_BOUNCE, 5, 1, "greylisted"),
                event(EventType.DISPATCHED, 6, 2, ""));
    }

    @Test
    void whatWeCouldNotDoOurselvesIsNoDeferralOfTheRecipientsSide() {
        MailEvent accepted = event(EventType.DELIVERED, 900, 4, "").toBuilder()
                .setInstants(Instants.newBuilder().setAcceptedAt(900))
                .build();
        MailEvent ours = event(EventType.SOFT_BOUNCE, 100, 1, "bind").toBuilder()
                .setBlame("us")
                .build();
        MailEvent theirs = event(EventType.SOFT_BOUNCE, 300, 2, "greylisted").toBuilder()
                .setBlame("remote")
                .build();
        MailEvent again = theirs.toBuilder().setAt(500).setAttempt(3).build();

        assertEquals(0, new DeliveryStory(RECIPIENT, false, List.of(ours, accepted)).deferredMillis());
        assertEquals(600, new DeliveryStory(RECIPIENT, false, List.of(again, ours, theirs, accepted)).deferredMillis());
        assertEquals(0, new DeliveryStory(RECIPIENT, false, List.of(theirs, again)).deferredMillis());
    }
}
