package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Blame;
import io.migomail.core.Hold;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.PaceStatus;
import io.migomail.mta.shaping.Shaping;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a queue tells of itself and of a delivery. */
class KeyReportTest {
    /** One a second. */
    private static final Shaping SLOW = new Shaping(10, 0, 1, 1, 100, 0, false);

    @Test
    void aRateLimitIsTheReasonOfWhatIsDueAndSaysWhenItLetsGo() {
        Stage stage = Stage.of(SLOW);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.now += 100;
        stage.deliver("m.1", MessageClass.NORMAL);
        stage.deliver("m.2", MessageClass.HIGH);
        PaceStatus status = stage.pace.status(stage.now);
        assertEquals("rate", status.getBinding());
        assertEquals(DelayReason.RATE.sentence(), status.getSentence());
        assertEquals(stage.now, status.getSince());
        assertEquals(1, status.getWaitingNormal());
        assertEquals(1, status.getWaitingHigh());
        assertEquals(0, status.getWaitingCritical());
        assertEquals(1, status.getInFlight());
        assertEquals(Stage.START + 1000, status.getNextTurn());
        DeliveryPlace place = stage.pace.place("m.1", "", stage.now);
        assertNotNull(place);
        assertEquals("rate", place.getReason());
        assertEquals(Stage.START + 1000, place.getNextAttemptAt());
        assertEquals(0, place.getAttempts());
        assertEquals(status, place.getStatus());
    }

    @Test
    void aDeferralTellsItsReplyAndItsTurn() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(Mail.deferred("m.0", 1, "192.0.2.1", "450 later"), stage.now);
        DeliveryPlace place = stage.pace.place("m.0", "", stage.now);
        assertNotNull(place);
        assertEquals("retry", place.getReason());
        assertEquals("450 later", place.getLastReply());
        assertEquals(1, place.getAttempts());
        assertEquals(((Waiting) stage.state.item("m.0")).due(), place.getNextAttemptAt());
        assertEquals("", place.getStatus().getBinding());
        assertNull(stage.pace.place("m.0", "sandbox", stage.now));
        assertNull(stage.pace.place("m.1", "", stage.now));
    }

    @Test
    void anAttemptUnderWayIsToldWithItsBeginning() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        DeliveryPlace place = stage.pace.place("m.0", "", stage.now + 5);
        assertNotNull(place);
        assertTrue(place.getInFlight());
        assertEquals(stage.now, place.getSince());
        assertEquals("", place.getReason());
        assertTrue(stage.pace.nothingWaits());
    }

    @Test
    void aRestOfTheWholeDestinationIsToldAlsoByAQueueThatWasOpenedAnew() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(
                Mail.outcome("m.0", 1, OutcomeKind.DEFERRED).toBuilder()
                        .setBlame(Blame.OUR_IP.word())
                        .setHold(Hold.GROUP.word())
                        .build(),
                stage.now);
        stage.deliver("m.1", MessageClass.CRITICAL);
        stage.forget();
        PaceStatus status = stage.pace.status(stage.now);
        assertEquals("throttled", status.getBinding());
        assertEquals("throttled", status.getHolds(0).getReason());
        assertEquals("", status.getHolds(0).getAddress());
        assertEquals(status.getHolds(0).getUntil(), status.getNextTurn());
        assertEquals(1, status.getWaitingCritical());
        assertEquals(1, status.getWaitingNormal());
    }

    @Test
    void whatWaitsIsCountedOnceWhereAnEarlierBuildDidNotCount() {
        Stage stage = Stage.of(new Shaping(1, 0, 0, 1, 100, 0, false));
        for (int i = 0; i < 5; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        stage.state.setMarks(new Marks(stage.state.marks().numbers(), null));
        stage.forget();
        assertEquals(4, stage.pace.status(stage.now).getWaitingNormal());
        stage.outcome("m.0", 1, OutcomeKind.DELIVERED);
        assertEquals(3, stage.pace.status(stage.now).getWaitingNormal());
    }

    @Test
    void theCountsAreThoseOfTheIndexesHoweverMailComesAndGoes() {
        Stage stage = Stage.of(SLOW);
        for (int i = 0; i < 40; i++) {
            stage.deliver("m." + i, MessageClass.values()[i % 3], Duration.ofSeconds(5 + i));
            stage.advance(Duration.ofMillis(300));
            if (i % 4 == 0 && !stage.attempts.isEmpty()) {
                stage.outcome(Stage.id(stage.last()), stage.last().number(), OutcomeKind.DEFERRED);
            }
            PaceStatus status = stage.pace.status(stage.now);
            assertEquals(stage.state.size(PaceState.Index.CRITICAL), status.getWaitingCritical());
            assertEquals(stage.state.size(PaceState.Index.HIGH), status.getWaitingHigh());
            assertEquals(stage.state.size(PaceState.Index.NORMAL), status.getWaitingNormal());
        }
    }
}
