package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Outcome;
import io.migomail.mta.shaping.Shaping;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recipients who are not written to: before they are sent to, while mail for them waits, and after a restore. */
class SuppressionTest {
    private static final String ADA = "ada@example.net";
    private static final Shaping ONE_CONNECTION = new Shaping(1, 0, 0, 1, 100, 0, false);

    private final Stage stage = Stage.of(Stage.UNLIMITED);

    private static void assertSuppressedOnce(Stage stage, int attempts) {
        assertEquals(1, stage.settled.size());
        Outcome end = stage.settled.get(0);
        assertEquals(OutcomeKind.SUPPRESSED.word(), end.getKind());
        assertEquals("spam_complaint", end.getCode());
        assertEquals(attempts, end.getAttempt());
        assertEquals(ADA, end.getRecipient());
        assertEquals(0, stage.state.deliveries());
        assertTrue(stage.pace.nothingWaits());
    }

    @Test
    void aDeliveryEndsAtOnceWithoutAnAttempt() {
        stage.suppressed.put(ADA, "spam_complaint");
        stage.deliver("m.0", MessageClass.NORMAL);
        assertSuppressedOnce(stage, 0);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.advance(Duration.ofHours(73));
        assertEquals(List.of(), stage.attempts);
        assertEquals(1, stage.settled.size());
    }

    @Test
    void theQueueOfABusyDestinationDoesNotHoldIt() {
        Stage busy = Stage.of(ONE_CONNECTION);
        busy.deliver("m.0", MessageClass.NORMAL);
        busy.suppressed.put(ADA, "spam_complaint");
        busy.deliver("m.1", MessageClass.NORMAL);
        assertEquals("m.1", busy.settled.get(0).getDeliveryId());
        assertEquals(1, busy.pace.inFlight());
    }

    @Test
    void whatWaitsForARetryEndsWhenItsTurnComesInsteadOfBeingAttempted() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.suppressed.put(ADA, "spam_complaint");
        stage.advance(Duration.ofHours(1));
        assertSuppressedOnce(stage, 1);
        assertEquals(1, stage.attempts.size());
    }

    @Test
    void whatNeverHadItsTurnIsSuppressedAtTheEndOfItsLife() {
        Stage busy = Stage.of(ONE_CONNECTION);
        busy.deliver("m.0", MessageClass.NORMAL);
        busy.deliver("m.1", MessageClass.NORMAL, Duration.ofMinutes(1));
        busy.suppressed.put(ADA, "spam_complaint");
        busy.advance(Duration.ofMinutes(1));
        assertEquals("m.1", busy.settled.get(0).getDeliveryId());
        assertEquals("suppressed", busy.settled.get(0).getKind());
    }

    @Test
    void whoeverIsTakenOffTheListInTimeIsWrittenTo() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.suppressed.put(ADA, "spam_complaint");
        stage.suppressed.clear();
        stage.advance(Duration.ofSeconds(70));
        assertEquals(2, stage.attempts.size());
        assertEquals(List.of(), stage.settled);
    }

    @Test
    void anAttemptUnderWayGoesOnAndItsSuccessIsTheEnd() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.suppressed.put(ADA, "spam_complaint");
        stage.outcome("m.0", 1, OutcomeKind.DELIVERED);
        stage.advance(Duration.ofHours(73));
        assertEquals(List.of(), stage.settled);
    }

    @Test
    void aDomainThatDoesNotResolveEndsWithoutAnotherLook() {
        Stage dns = new Stage("dns:example.net", Stage.UNLIMITED, "192.0.2.1");
        dns.deliver("m.0", MessageClass.NORMAL);
        dns.suppressed.put(ADA, "spam_complaint");
        dns.advance(Duration.ofMinutes(10));
        assertSuppressedOnce(dns, 0);
        assertEquals(List.of(), dns.rerouted);
    }

    @Test
    void nothingIsDecidedBeforeTheFence() {
        stage.heldUntil = stage.now + 500;
        stage.restore(stage.state);
        stage.suppressed.put(ADA, "spam_complaint");
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(List.of(), stage.settled);
        stage.advance(Duration.ofSeconds(1));
        assertSuppressedOnce(stage, 0);
    }

    @Test
    void whatWasDeliveredInAnEarlierLifeIsNotSuppressedAfterwards() {
        stage.heldUntil = stage.now + 500;
        stage.restore(stage.state);
        stage.suppressed.put(ADA, "spam_complaint");
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DELIVERED);
        stage.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), stage.settled);
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void anAttemptThatACrashLeftOpenIsNotMadeAgain() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.suppressed.put(ADA, "spam_complaint");
        stage.restore(stage.state);
        stage.pace.wake(stage.now);
        assertSuppressedOnce(stage, 1);
        assertEquals(1, stage.attempts.size());
    }

    @Test
    void aCancelGoesBefore() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.suppressed.put(ADA, "spam_complaint");
        stage.wanted.put("m.0", "");
        stage.pace.cancel("m.0", stage.now);
        assertEquals("canceled", stage.settled.get(0).getKind());
        assertEquals(1, stage.settled.size());
    }

    @Test
    void whatIsSuppressedMakesRoomForTheNext() {
        Stage busy = Stage.of(ONE_CONNECTION);
        busy.suppressed.put(ADA, "spam_complaint");
        busy.deliver("m.0", MessageClass.NORMAL);
        busy.suppressed.clear();
        busy.deliver("m.1", MessageClass.NORMAL);
        assertEquals(List.of("m.1"), busy.attempted());
    }
}
