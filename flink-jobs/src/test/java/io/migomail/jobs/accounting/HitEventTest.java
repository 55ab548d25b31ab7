package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.RecordCodec;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.TrackingHit;
import org.junit.jupiter.api.Test;

class HitEventTest {
    private static final MailEvent KNOWN = MailEvent.newBuilder()
            .setEventId("evt_delivered")
            .setType("delivered")
            .setAt(1_000)
            .setHead(MessageHead.newBuilder()
                    .setMessageId("msg_1")
                    .setApplicationId("app_1")
                    .setEnvironment("live")
                    .putMetadata("z", "1")
                    .putMetadata("a", "2"))
            .setRecipient("Priya@example.com")
            .setDeliveryId("msg_1.0")
            .setAttempt(2)
            .setProvider("mx:x")
            .setInstants(Instants.newBuilder().setAcceptedAt(1_000))
            .build();

    private static TrackingHit.Builder hit(String id, String kind) {
        return TrackingHit.newBuilder()
                .setHitId(id)
                .setDeliveryId("msg_1.0")
                .setKind(kind)
                .setAt(90_000)
                .setUserAgent("Mozilla/5.0");
    }

    @Test
    void aHitReadTwiceIsTheSameEventAndAnotherHitIsAnother() {
        TrackingHit hit = hit("hit_1", "open").build();
        MailEvent event = HitEvent.of(hit, KNOWN);
        assertArrayEquals(RecordCodec.EVENT.encode(event), RecordCodec.EVENT.encode(HitEvent.of(hit, KNOWN)));
        assertNotEquals(
                event.getEventId(),
                HitEvent.of(hit("hit_2", "open").build(), KNOWN).getEventId());
    }

    @Test
    void itTellsOfItsDelivery() {
        MailEvent event =
                HitEvent.of(hit("hit_1", "click").setUrl("https://a.example/").build(), KNOWN);
        assertEquals("clicked", event.getType());
        assertEquals(90_000, event.getAt());
        assertEquals(KNOWN.getHead(), event.getHead());
        assertEquals("Priya@example.com", event.getRecipient());
        assertEquals(2, event.getAttempt());
        assertEquals("https://a.example/", event.getEngagement().getUrl());
        assertEquals("apple_mail_privacy", event.getEngagement().getMachine());
        assertTrue(event.getEventId().startsWith("evt_"));
    }

    @Test
    void whoUnsubscribesIsSuppressedWhateverDidItForThem() {
        MailEvent event = HitEvent.of(hit("hit_1", "unsubscribe").build(), KNOWN);
        assertEquals("", event.getEngagement().getMachine());
        var suppression = SuppressionsOf.of(event);
        assertNotNull(suppression);
        assertEquals("unsubscribe", suppression.getReason());
        assertEquals("msg_1", suppression.getOrigin());
        assertNull(SuppressionsOf.of(HitEvent.of(hit("hit_1", "click").build(), KNOWN)));
    }
}
