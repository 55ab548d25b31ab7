package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Outcomes, tombstones, replays, restores. */
class SettlingTest {
    private final Stage stage = Stage.of(Stage.UNLIMITED);

    @Test
    void aDuplicateIsDroppedWhileTheDeliveryFliesWaitsAndAfterItIsSettled() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(1, stage.attempts.size());
        stage.advance(Duration.ofSeconds(66));
        stage.outcome("m.0", 2, OutcomeKind.DELIVERED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.advance(Duration.ofHours(1));
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(2, stage.attempts.size());
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void staleOutcomesChangeNothing() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.advance(Duration.ofSeconds(66));
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.outcome("m.0", 2, OutcomeKind.DISPATCHED);
        assertEquals(1, stage.pace.inFlight());
        stage.outcome("m.0", 2, OutcomeKind.DEFERRED);
        long due = ((Waiting) stage.state.item("m.0")).due();
        stage.advance(Duration.ofSeconds(1));
        stage.outcome("m.0", 2, OutcomeKind.DEFERRED);
        assertEquals(due, ((Waiting) stage.state.item("m.0")).due());
    }

    @Test
    void anEndThatAGivenUpProcessTellsLateIsTheEnd() {
        stage.deliver("flies", MessageClass.NORMAL);
        stage.deliver("waits", MessageClass.NORMAL);
        stage.outcome("flies", 1, OutcomeKind.DEFERRED);
        stage.outcome("waits", 1, OutcomeKind.DEFERRED);
        stage.advance(Duration.ofSeconds(66));
        stage.outcome("waits", 2, OutcomeKind.DEFERRED);
        assertEquals(4, stage.attempts.size());
        stage.outcome("flies", 1, OutcomeKind.DELIVERED);
        stage.outcome("waits", 1, OutcomeKind.DELIVERED);
        stage.outcome("flies", 2, OutcomeKind.DEFERRED);
        stage.advance(Duration.ofHours(1));
        assertEquals(4, stage.attempts.size(), "what the journal ended is attempted no more");
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void aLateFinalOutcomeOfALostAttemptSettlesTheDeliveryThatWaits() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pool = null;
        stage.advance(Pace.LOST_AFTER.plusSeconds(20));
        assertEquals(DelayReason.NO_POOL, stage.pace.reason("m.0", stage.now));
        stage.outcome("m.0", 1, OutcomeKind.DELIVERED);
        assertNull(stage.pace.reason("m.0", stage.now));
        assertEquals(0, stage.state.deliveries());
        assertEquals(0, stage.state.size(PaceState.Index.NORMAL));
        assertEquals(0, stage.state.size(PaceState.Index.EXPIRY));
    }

    @Test
    void anOutcomeThatComesBeforeItsReplayedDeliveryIsRemembered() {
        stage.outcome("m.0", 1, OutcomeKind.DELIVERED);
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(0, stage.attempts.size());
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void aDeferralThatComesBeforeItsReplayedDeliveryKeepsCountAndDelay() {
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.outcome("m.0", 2, OutcomeKind.DEFERRED);
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(0, stage.attempts.size());
        stage.advance(Duration.ofMinutes(6));
        assertEquals(3, stage.last().number());
        assertEquals(0, stage.state.size(PaceState.Index.TOMBSTONES));
    }

    @Test
    void aDeferralAndThenAFinalOutcomeBeforeTheReplayedDeliverySettleIt() {
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.outcome("m.0", 1, OutcomeKind.EXPIRED);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(0, stage.state.deliveries());
        assertEquals(1, stage.state.size(PaceState.Index.TOMBSTONES));
    }

    @Test
    void tombstonesAreKeptAnHourAndForgottenByTimersAlone() {
        for (int i = 0; i < 1000; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
            stage.outcome("m." + i, 1, OutcomeKind.DELIVERED);
        }
        stage.advance(Duration.ofHours(1));
        assertEquals(1000, stage.state.size(PaceState.Index.TOMBSTONES));
        stage.advance(Tombstones.KEPT);
        assertEquals(0, stage.state.size(PaceState.Index.TOMBSTONES));
        assertNull(stage.state.item("m.7"));
        assertTrue(stage.wakes.isEmpty());
    }

    @Test
    void afterARestoreOnlyWhatTheJournalDoesNotSettleIsAttemptedAgain() {
        for (int i = 0; i < 4; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        MemoryState checkpoint = stage.state.copy();
        stage.heldUntil = stage.now + 500;
        stage.restore(checkpoint);
        stage.pace.wake(stage.now);
        stage.outcome("m.0", 1, OutcomeKind.DELIVERED);
        stage.outcome("m.1", 1, OutcomeKind.DEFERRED);
        stage.outcome("m.1", 2, OutcomeKind.BOUNCED);
        stage.outcome("m.2", 1, OutcomeKind.DEFERRED);
        stage.deliver("m.4", MessageClass.NORMAL);
        assertEquals(4, stage.attempts.size());
        assertEquals(DelayReason.RESTORING, stage.pace.reason("m.4", stage.now));
        stage.advance(Duration.ofMillis(500));
        assertEquals(6, stage.attempts.size());
        assertEquals(
                java.util.List.of("m.3", "m.4"),
                stage.attempted().subList(4, 6).stream().sorted().toList());
        assertEquals(
                2,
                stage.attempts.stream()
                        .filter(a -> Stage.id(a).equals("m.3"))
                        .reduce((a, b) -> b)
                        .get()
                        .number());
        stage.advance(Duration.ofMinutes(2));
        assertEquals("m.2", Stage.id(stage.last()));
    }

    @Test
    void nothingExpiresBeforeTheFence() {
        stage.deliver("m.0", MessageClass.NORMAL, Duration.ofSeconds(10));
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.now += 20_000;
        stage.heldUntil = stage.now + 500;
        stage.restore(stage.state);
        stage.pace.wake(stage.now);
        assertEquals(0, stage.settled.size());
        stage.outcome("m.0", 1, OutcomeKind.EXPIRED);
        stage.advance(Duration.ofSeconds(1));
        assertEquals(0, stage.settled.size());
    }

    @Test
    void aDeliveryThatNeverResolvesExpires() {
        Stage dns = new Stage("dns:example.net", Stage.UNLIMITED, "192.0.2.1");
        Delivery delivery = Mail.delivery("m.0", MessageClass.NORMAL, dns.now + 10_000).toBuilder()
                .setRoute(io.migomail.core.record.Route.newBuilder().setError("SERVFAIL"))
                .build();
        dns.pace.deliver(delivery, dns.now);
        dns.advance(Duration.ofSeconds(10));
        assertEquals("SERVFAIL", dns.settled.get(0).getDetail());
    }

    @Test
    void attemptsBeforeAnotherKeyAreCountedOn() {
        Delivery moved = Mail.delivery("m.0", MessageClass.NORMAL, 0).toBuilder()
                .setAttempts(3)
                .build();
        stage.pace.deliver(moved, stage.now);
        assertEquals(4, stage.last().number());
        stage.outcome("m.0", 4, OutcomeKind.DELIVERED);
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void wordsOfANewerBuildAreIgnored() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(
                Mail.outcome("m.0", 1, OutcomeKind.DELIVERED).toBuilder()
                        .setKind("teleported")
                        .build(),
                stage.now);
        assertEquals(1, stage.pace.inFlight());
    }
}
