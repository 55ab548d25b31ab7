package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Blame;
import io.migomail.core.Hold;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.SmtpResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What rests as a whole: a destination that turns everybody away, an address that it refuses. */
class HoldsTest {
    private static Outcome deferred(String id, int attempt, Hold hold, String stage, int code) {
        return Mail.outcome(id, attempt, OutcomeKind.DEFERRED).toBuilder()
                .setHold(hold.word())
                .setSmtp(SmtpResult.newBuilder().setStage(stage).setCode(code))
                .build();
    }

    private static Outcome turnedAway(String id, int attempt) {
        return deferred(id, attempt, Hold.GROUP, "banner", 421);
    }

    @Test
    void whereOneIsTurnedAwayAllWait() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(turnedAway("m.0", 1), stage.now);
        stage.deliver("m.1", MessageClass.CRITICAL);
        stage.deliver("m.2", MessageClass.NORMAL);
        assertEquals(1, stage.attempts.size());
        assertEquals(DelayReason.TURNED_AWAY, stage.pace.reason("m.1", stage.now));
        stage.advance(Duration.ofMillis(4_999));
        assertEquals(1, stage.attempts.size());
        stage.advance(Duration.ofMillis(1));
        assertEquals("m.1", Stage.id(stage.last()), "the first of the highest class feels for the destination");
        assertEquals(2, stage.attempts.size(), "and no other one yet");
        stage.pace.outcome(
                Mail.outcome("m.1", 1, OutcomeKind.DELIVERED).toBuilder()
                        .setSmtp(SmtpResult.newBuilder().setStage("dot"))
                        .build(),
                stage.now);
        assertEquals("m.2", Stage.id(stage.last()));
        assertNull(stage.pace.binding());
    }

    @Test
    void restsGrowAndOutliveTheQueuesObject() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("first", MessageClass.NORMAL, Duration.ofSeconds(1));
        stage.pace.outcome(turnedAway("first", 1), stage.now);
        long[] rests = {5, 15, 45, 120, 300, 300};
        for (int i = 0; i < rests.length; i++) {
            String id = "m." + i;
            stage.forget();
            stage.deliver(id, MessageClass.CRITICAL, Duration.ofSeconds(rests[i] + 1));
            stage.advance(Duration.ofSeconds(rests[i]).minusMillis(1));
            assertNotEquals(id, Stage.id(stage.last()), "too early after " + i);
            stage.advance(Duration.ofMillis(1));
            assertEquals(id, Stage.id(stage.last()));
            stage.pace.outcome(turnedAway(id, 1), stage.now);
        }
    }

    @Test
    void attemptsThatWereOutAlreadyProveNothingNew() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        for (int i = 0; i < 10; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        for (int i = 0; i < 10; i++) {
            stage.now += 10;
            stage.pace.outcome(turnedAway("m." + i, 1), stage.now);
        }
        stage.deliver("next", MessageClass.NORMAL);
        stage.advance(Duration.ofSeconds(5));
        assertEquals("next", Stage.id(stage.last()));
    }

    @Test
    void theWishOfADestinationThatThrottlesHoldsForAll() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        Outcome slower = deferred("m.0", 1, Hold.GROUP, "rcpt", 450).toBuilder()
                .setBlame(Blame.OUR_IP.word())
                .setAt(stage.now)
                .setRetryAt(stage.now + 60_000)
                .build();
        stage.pace.outcome(slower, stage.now);
        stage.deliver("m.1", MessageClass.CRITICAL);
        assertEquals(DelayReason.THROTTLED, stage.pace.reason("m.1", stage.now));
        stage.advance(Duration.ofMillis(59_999));
        assertEquals(1, stage.attempts.size());
        stage.advance(Duration.ofMillis(1));
        assertEquals("m.1", Stage.id(stage.last()));
    }

    @Test
    void oneDeadHostOfAProviderDoesNotStopTheOthers() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("dead", MessageClass.CRITICAL);
        stage.pace.outcome(deferred("dead", 1, Hold.GROUP, "connect", 0), stage.now);
        stage.deliver("m.1", MessageClass.NORMAL);
        assertEquals("m.1", Stage.id(stage.last()));
        stage.advance(Duration.ofSeconds(6));
        stage.pace.outcome(deferred("dead", 2, Hold.GROUP, "connect", 0), stage.now);
        stage.deliver("m.2", MessageClass.NORMAL);
        assertEquals(DelayReason.UNREACHABLE, stage.pace.reason("m.2", stage.now));
        stage.advance(Duration.ofSeconds(5));
        assertEquals("m.2", Stage.id(stage.last()), "another one is tried first");
    }

    @Test
    void aRefusedAddressRestsAndItsSiblingTakesOver() {
        Stage stage = new Stage("mx:a", Stage.UNLIMITED, "192.0.2.1", "192.0.2.2");
        stage.deliver("m.0", MessageClass.NORMAL);
        String refused = stage.last().egressIp();
        stage.pace.outcome(deferred("m.0", 1, Hold.ADDRESS, "banner", 554), stage.now);
        for (int i = 1; i < 5; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
            assertNotEquals(refused, stage.last().egressIp());
        }
        stage.advance(Duration.ofSeconds(1));
        assertEquals("m.0", Stage.id(stage.last()), "at once, not in a minute");
        assertNotEquals(refused, stage.last().egressIp());
        assertEquals(2, stage.last().number());
    }

    @Test
    void whereEveryAddressIsRefusedTheKeyWaits() {
        Stage stage = new Stage("mx:a", Stage.UNLIMITED, "192.0.2.1", "192.0.2.2");
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(deferred("m.0", 1, Hold.ADDRESS, "banner", 554), stage.now);
        stage.advance(Duration.ofSeconds(1));
        stage.pace.outcome(deferred("m.0", 2, Hold.ADDRESS, "banner", 554), stage.now);
        stage.deliver("m.1", MessageClass.CRITICAL);
        assertEquals(DelayReason.BLOCKED, stage.pace.reason("m.1", stage.now));
        stage.advance(Duration.ofSeconds(14));
        assertEquals("m.1", Stage.id(stage.last()), "the address that was refused first is tried first");
    }

    @Test
    void aBlockOfOneRecipientsOwnDoesNotRestTheAddress() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(deferred("m.0", 1, Hold.ADDRESS, "rcpt", 550), stage.now);
        stage.deliver("m.1", MessageClass.NORMAL);
        assertEquals(2, stage.attempts.size());
        stage.outcome("m.1", 1, OutcomeKind.DELIVERED);
        stage.advance(Duration.ofMinutes(2));
        assertEquals(3, stage.attempts.size());
        stage.pace.outcome(deferred("m.0", 2, Hold.ADDRESS, "rcpt", 550), stage.now);
        stage.deliver("m.2", MessageClass.NORMAL);
        assertEquals(4, stage.attempts.size());
        assertTrue(stage.pace.inFlight() > 0);
    }

    @Test
    void anAddressThatJoinsThePoolIsFoundWithinSeconds() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(deferred("m.0", 1, Hold.ADDRESS, "banner", 554), stage.now);
        stage.deliver("m.1", MessageClass.NORMAL);
        assertEquals(DelayReason.BLOCKED, stage.pace.reason("m.1", stage.now));
        stage.pool = Stage.pool("192.0.2.1", "192.0.2.2");
        stage.advance(Duration.ofSeconds(5));
        assertEquals("m.1", Stage.id(stage.last()));
        assertEquals("192.0.2.2", stage.last().egressIp());
    }
}
