package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Outcome;
import io.migomail.telemetry.trace.Tracing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeliverySpansTest {
    private static final String PLACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static Outcome.Builder outcome(OutcomeKind kind) {
        return Outcome.newBuilder()
                .setDeliveryId("msg_1.0")
                .setAttempt(1)
                .setKind(kind.word())
                .setHead(MessageHead.newBuilder().setMessageId("msg_1").setReceivedAt(100))
                .setRecipient("canary@example.com")
                .setAt(900)
                .setTraceparent(PLACE)
                .setInstants(Instants.newBuilder()
                        .setReceivedAt(100)
                        .setQueuedAt(110)
                        .setRenderedAt(130)
                        .setDispatchedAt(170)
                        .setAcceptedAt(800));
    }

    private static Map<String, Tracing.Told> byName(List<Tracing.Told> spans) {
        return spans.stream().collect(Collectors.toMap(Tracing.Told::name, span -> span));
    }

    @Test
    void thePartsOfADeliveryFollowOneAnotherAndAddUpToTheWhole() {
        Map<String, Tracing.Told> spans =
                byName(DeliverySpans.of(outcome(OutcomeKind.DELIVERED).build()));
        Tracing.Told whole = spans.get("deliver");
        assertEquals(List.of(100L, 800L), List.of(whole.startMillis(), whole.endMillis()));
        assertEquals("00f067aa0ba902b7", whole.parent().spanId());
        long at = 100;
        for (String part : List.of("queue", "render", "dispatch", "accept")) {
            Tracing.Told span = spans.get(part);
            assertEquals(at, span.startMillis(), part);
            assertEquals(whole.spanId(), span.parent().spanId(), part);
            at = span.endMillis();
        }
        assertEquals(800, at);
        assertEquals(5, spans.size());
    }

    @Test
    void anOutcomeThatIsReadAgainGivesTheSameSpans() {
        Outcome delivered = outcome(OutcomeKind.DELIVERED).build();
        assertEquals(DeliverySpans.of(delivered), DeliverySpans.of(delivered));
        assertEquals(
                5,
                DeliverySpans.of(delivered).stream()
                        .map(Tracing.Told::spanId)
                        .distinct()
                        .count());
    }

    @Test
    void anAttemptThatCameToNothingIsASpanOfItsOwnThatSaysSo() {
        List<Tracing.Told> spans =
                DeliverySpans.of(outcome(OutcomeKind.DEFERRED).build());
        assertEquals(1, spans.size());
        assertEquals("deferred", spans.get(0).fault());
        assertEquals(
                List.of(170L, 900L),
                List.of(spans.get(0).startMillis(), spans.get(0).endMillis()));
    }

    @Test
    void whatIsNotTracedOrNotKeptHasNone() {
        assertEquals(
                List.of(),
                DeliverySpans.of(
                        outcome(OutcomeKind.DELIVERED).setTraceparent("").build()));
        String unkept = PLACE.replaceAll("01$", "00");
        assertEquals(
                List.of(),
                DeliverySpans.of(
                        outcome(OutcomeKind.DELIVERED).setTraceparent(unkept).build()));
        assertEquals(List.of(), DeliverySpans.of(outcome(OutcomeKind.DISPATCHED).build()));
    }

    @Test
    void nothingOfARecipientIsInASpan() {
        for (OutcomeKind kind : List.of(OutcomeKind.DELIVERED, OutcomeKind.BOUNCED, OutcomeKind.EXPIRED)) {
            List<Tracing.Told> spans = DeliverySpans.of(outcome(kind).build());
            assertFalse(spans.toString().contains("canary"), spans::toString);
            assertTrue(spans.size() >= 4, spans::toString);
        }
    }
}
