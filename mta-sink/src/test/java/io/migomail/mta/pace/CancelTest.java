package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.CancelVerdict;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.shaping.Shaping;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sender cancels: where it waits, where it flies, where it is gone, and before it comes. */
class CancelTest {
    private static final Shaping ONE_CONNECTION = new Shaping(1, 0, 0, 1, 100, 0, false);

    private final Stage stage = Stage.of(Stage.UNLIMITED);

    private static void cancel(Stage stage, String id) {
        stage.wanted.put(id, "");
        stage.pace.cancel(id, stage.now);
    }

    private static void assertCanceledOnce(Stage stage, String id, int attempts) {
        assertEquals(CancelVerdict.CANCELED, stage.decided.get(id));
        List<Outcome> ends =
                stage.settled.stream().filter(o -> o.getDeliveryId().equals(id)).toList();
        assertEquals(1, ends.size());
        assertEquals(OutcomeKind.CANCELED.word(), ends.get(0).getKind());
        assertEquals(attempts, ends.get(0).getAttempt());
        assertEquals("ada@example.net", ends.get(0).getRecipient());
        assertEquals(stage.key.word(), ends.get(0).getPaceKey());
    }

    @Test
    void whatWaitsForARetryIsSettledAtOnceAndNeverAttemptedAgain() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        cancel(stage, "m.0");
        assertCanceledOnce(stage, "m.0", 1);
        assertEquals(0, stage.state.deliveries());
        assertEquals(0, stage.state.size(PaceState.Index.NORMAL));
        assertEquals(0, stage.state.size(PaceState.Index.EXPIRY));
        assertTrue(stage.pace.nothingWaits());
        cancel(stage, "m.0");
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.advance(Duration.ofHours(73));
        assertEquals(1, stage.attempts.size());
        assertEquals(1, stage.settled.size());
    }

    @Test
    void whatIsInFlightGoesOnAsIfNobodyHadAsked() {
        stage.deliver("m.0", MessageClass.NORMAL);
        cancel(stage, "m.0");
        assertEquals(CancelVerdict.IN_FLIGHT, stage.decided.get("m.0"));
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.advance(Duration.ofSeconds(70));
        assertEquals(2, stage.attempts.size());
        assertEquals(List.of(), stage.settled);
    }

    @Test
    void whatIsSettledIsSaidToBe() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DELIVERED);
        cancel(stage, "m.0");
        assertEquals(CancelVerdict.SETTLED, stage.decided.get("m.0"));
        assertEquals(List.of(), stage.settled);
    }

    @Test
    void whatIsNotHereIsLeftToWhoeverHasIt() {
        cancel(stage, "m.0");
        assertNull(stage.decided.get("m.0"));
        assertEquals(List.of(), stage.settled);
    }

    @Test
    void aDeliveryThatArrivesAfterItsCancelIsSettledInsteadOfAttempted() {
        stage.wanted.put("m.0", "");
        stage.deliver("m.0", MessageClass.CRITICAL);
        assertCanceledOnce(stage, "m.0", 0);
        assertEquals(List.of(), stage.attempts);
        assertEquals(0, stage.state.deliveries());
        stage.deliver("m.0", MessageClass.CRITICAL);
        assertEquals(1, stage.settled.size());
    }

    @Test
    void aCancelThatTheQueueWasNotToldOfIsFoundAtEmission() {
        Stage busy = Stage.of(ONE_CONNECTION);
        busy.deliver("m.0", MessageClass.NORMAL);
        busy.deliver("m.1", MessageClass.NORMAL);
        busy.deliver("m.2", MessageClass.NORMAL);
        busy.wanted.put("m.1", "");
        busy.outcome("m.0", 1, OutcomeKind.DELIVERED);
        assertCanceledOnce(busy, "m.1", 0);
        assertEquals(List.of("m.0", "m.2"), busy.attempted());
    }

    @Test
    void anotherEnvironmentsKeyCancelsNothing() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.wanted.put("m.0", "sandbox");
        stage.pace.cancel("m.0", stage.now);
        stage.advance(Duration.ofSeconds(70));
        stage.pace.cancel("m.0", stage.now);
        assertNull(stage.decided.get("m.0"));
        assertEquals(2, stage.attempts.size());
    }

    @Test
    void aDomainThatDoesNotResolveIsCanceledWithoutAnotherLook() {
        Stage dns = new Stage("dns:example.net", Stage.UNLIMITED, "192.0.2.1");
        dns.deliver("m.0", MessageClass.NORMAL);
        cancel(dns, "m.0");
        assertCanceledOnce(dns, "m.0", 0);
        dns.advance(Duration.ofHours(1));
        assertEquals(List.of(), dns.rerouted);
    }

    @Test
    void afterARestoreTheCancelHoldsThoughItsOutcomeIsLost() {
        stage.deliver("m.0", MessageClass.NORMAL, Duration.ofMinutes(10));
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        MemoryState checkpoint = stage.state.copy();
        cancel(stage, "m.0");
        stage.settled.clear();
        stage.restore(checkpoint);
        // Even where its life ended meanwhile: the sender was told that it is canceled.
        stage.advance(Duration.ofMinutes(11));
        assertCanceledOnce(stage, "m.0", 1);
        assertEquals(1, stage.attempts.size());
    }

    @Test
    void afterARestoreTheJournalSettlesWhatWasCanceledAndNothingIsSaidTwice() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        MemoryState checkpoint = stage.state.copy();
        cancel(stage, "m.0");
        Outcome journaled = stage.settled.get(0);
        stage.heldUntil = stage.now + 500;
        stage.restore(checkpoint);
        stage.pace.wake(stage.now);
        stage.pace.cancel("m.0", stage.now);
        stage.pace.outcome(journaled, stage.now);
        stage.advance(Duration.ofHours(1));
        stage.pace.cancel("m.0", stage.now);
        assertEquals(1, stage.settled.size());
        assertEquals(1, stage.attempts.size());
    }

    @Test
    void anAttemptOfAnEarlierLifeIsNotInFlight() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.restore(stage.state);
        cancel(stage, "m.0");
        assertCanceledOnce(stage, "m.0", 1);
        assertEquals(1, stage.attempts.size());
    }

    @Test
    void nothingIsDecidedBeforeTheFence() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.heldUntil = stage.now + 500;
        stage.restore(stage.state);
        stage.wanted.put("m.1", "");
        stage.deliver("m.1", MessageClass.NORMAL);
        cancel(stage, "m.0");
        assertEquals(List.of(), stage.settled);
        stage.outcome("m.1", 1, OutcomeKind.DELIVERED);
        stage.advance(Duration.ofHours(1));
        assertCanceledOnce(stage, "m.0", 1);
        assertEquals(1, stage.settled.size());
    }

    @Test
    void aCanceledDeliveryMakesRoomForTheNext() {
        Delivery one = Mail.delivery("m.0", MessageClass.HIGH, 0);
        stage.wanted.put("m.0", "");
        stage.pace.deliver(one, stage.now);
        stage.deliver("n.0", MessageClass.NORMAL);
        assertEquals(List.of("n.0"), stage.attempted());
    }
}
