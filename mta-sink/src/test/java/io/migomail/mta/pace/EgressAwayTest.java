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
import java.util.List;
import org.junit.jupiter.api.Test;

/** A source address whose node is away rests; its siblings carry the mail; no attempt of the kind counts. */
class EgressAwayTest {
    private static Outcome unheard(String id, int attempt) {
        return Mail.outcome(id, attempt, OutcomeKind.DEFERRED).toBuilder()
                .setCode(OutcomeKind.NODE_UNAVAILABLE)
                .setDetail("node egress-1:1080 cannot be reached")
                .setBlame(Blame.US.word())
                .setHold(Hold.ADDRESS.word())
                .setSmtp(SmtpResult.newBuilder().setStage("connect"))
                .build();
    }

    private static Outcome said(String id, int attempt, OutcomeKind kind, String stage) {
        return Mail.outcome(id, attempt, kind).toBuilder()
                .setSmtp(SmtpResult.newBuilder().setStage(stage))
                .build();
    }

    private static Stage two() {
        return new Stage("mx:a", Stage.UNLIMITED, "192.0.2.1", "192.0.2.2");
    }

    @Test
    void theSiblingCarriesTheMailAtOnce() {
        Stage stage = two();
        stage.deliver("m.0", MessageClass.NORMAL);
        String away = stage.last().egressIp();
        stage.pace.outcome(unheard("m.0", 1), stage.now);
        assertEquals(List.of("m.0", "m.0"), stage.attempted(), "in the same instant");
        assertNotEquals(away, stage.last().egressIp());
        assertEquals(2, stage.last().number());
        for (int i = 1; i < 5; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
            assertNotEquals(away, stage.last().egressIp());
        }
    }

    @Test
    void withNoSourceLeftMailWaitsForThatReason() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(unheard("m.0", 1), stage.now);
        stage.deliver("m.1", MessageClass.CRITICAL);
        assertEquals(1, stage.attempts.size());
        assertEquals(DelayReason.EGRESS, stage.pace.binding());
        assertEquals(DelayReason.EGRESS, stage.pace.reason("m.0", stage.now));
        assertEquals(DelayReason.EGRESS, stage.pace.reason("m.1", stage.now));
        var status = stage.pace.status(stage.now);
        assertEquals("egress", status.getBinding());
        assertEquals("192.0.2.1", status.getHolds(0).getAddress());
        assertEquals("egress", status.getHolds(0).getReason());
        assertEquals(List.of(), stage.settled);
    }

    @Test
    void oneAttemptFeelsForTheSourceAndOpensItForAll() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(unheard("m.0", 1), stage.now);
        for (int i = 1; i < 10; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        stage.advance(Duration.ofMillis(1_999));
        assertEquals(1, stage.attempts.size());
        stage.advance(Duration.ofMillis(1));
        assertEquals(2, stage.attempts.size());
        String feels = Stage.id(stage.last());
        stage.pace.outcome(said(feels, stage.last().number(), OutcomeKind.DISPATCHED, "mail"), stage.now);
        assertEquals(11, stage.attempts.size(), "a mail host answered through the node");
        assertNull(stage.pace.binding());
    }

    @Test
    void restsGrowToHalfAMinuteAndNoFurther() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(unheard("m.0", 1), stage.now);
        long[] rests = {2, 5, 10, 20, 30, 30, 30};
        for (int i = 0; i < rests.length; i++) {
            stage.forget();
            stage.advance(Duration.ofSeconds(rests[i]).minusMillis(1));
            assertEquals(i + 1, stage.attempts.size());
            stage.advance(Duration.ofMillis(1));
            assertEquals(i + 2, stage.attempts.size());
            stage.pace.outcome(unheard("m.0", i + 2), stage.now);
        }
    }

    @Test
    void attemptsThatNobodyHeardDoNotCountTowardsTheSchedule() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        for (int attempt = 1; attempt <= 6; attempt++) {
            stage.pace.outcome(unheard("m.0", attempt), stage.now);
            stage.advance(Duration.ofSeconds(31));
        }
        assertEquals(7, stage.last().number());
        stage.restore(stage.state);
        stage.pace.outcome(said("m.0", 7, OutcomeKind.DEFERRED, "rcpt"), stage.now);
        long due = ((Waiting) stage.state.item("m.0")).due() - stage.now;
        assertTrue(due >= 60_000 && due <= 66_000, "the first retry, not the seventh: " + due);
    }

    @Test
    void theDestinationIsNotHeldForIt() {
        Stage stage = two();
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(unheard("m.0", 1), stage.now);
        assertTrue(stage.pace.status(stage.now).getHoldsList().stream()
                .noneMatch(hold -> hold.getAddress().isEmpty()));
        stage.pace.outcome(said("m.0", 2, OutcomeKind.DELIVERED, "dot"), stage.now);
        assertEquals(0, stage.pace.inFlight());
    }

    @Test
    void aRefusalByTheDestinationAfterwardsIsOneOfItsOwn() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(unheard("m.0", 1), stage.now);
        stage.advance(Duration.ofSeconds(2));
        Outcome blocked = said("m.0", 2, OutcomeKind.DEFERRED, "banner").toBuilder()
                .setBlame(Blame.OUR_IP.word())
                .setHold(Hold.ADDRESS.word())
                .build();
        stage.pace.outcome(blocked, stage.now);
        stage.deliver("m.1", MessageClass.NORMAL);
        assertEquals(DelayReason.BLOCKED, stage.pace.binding());
        assertEquals(1, stage.pace.status(stage.now).getHolds(0).getRefusals());
    }

    @Test
    void asIfNothingHadBeenWhereTheJournalTellsFirst() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.pace.outcome(unheard("m.0", 1), stage.now);
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(2, stage.last().number());
        stage.pace.outcome(said("m.0", 2, OutcomeKind.DEFERRED, "rcpt"), stage.now);
        long due = ((Waiting) stage.state.item("m.0")).due() - stage.now;
        assertTrue(due >= 60_000 && due <= 66_000, "the first retry: " + due);
    }
}
