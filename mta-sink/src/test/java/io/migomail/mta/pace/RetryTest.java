package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Blame;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Retries, egress addresses, expiry. */
class RetryTest {
    private static List<Long> gaps(MessageClass messageClass, int count) {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", messageClass);
        List<Long> gaps = new ArrayList<>();
        for (int attempt = 1; attempt <= count; attempt++) {
            stage.outcome("m.0", attempt, OutcomeKind.DEFERRED);
            long before = stage.now;
            while (stage.attempts.size() == attempt) {
                stage.now = stage.wakes.pollFirst();
                stage.pace.wake(stage.now);
            }
            assertEquals(attempt + 1, stage.last().number());
            gaps.add(stage.now - before);
        }
        return gaps;
    }

    private static void assertSchedule(List<Long> gaps, long... seconds) {
        for (int i = 0; i < seconds.length; i++) {
            long least = seconds[i] * 1000;
            assertTrue(gaps.get(i) >= least && gaps.get(i) <= least * 1.1, "retry " + (i + 1) + ": " + gaps.get(i));
        }
    }

    @Test
    void criticalIsRetriedWithinSeconds() {
        assertSchedule(gaps(MessageClass.CRITICAL, 6), 5, 15, 45, 120, 300, 300);
    }

    @Test
    void othersAreRetriedAtGrowingDistances() {
        assertSchedule(gaps(MessageClass.NORMAL, 8), 60, 300, 900, 1800, 3600, 7200, 14400, 14400);
        assertSchedule(gaps(MessageClass.HIGH, 8), 60, 300, 900, 1800, 3600, 7200, 14400, 14400);
    }

    @Test
    void retriesOfManyDeliveriesAreSpread() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        Set<Long> due = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
            stage.outcome("m." + i, 1, OutcomeKind.DEFERRED);
            due.add(((Waiting) stage.state.item("m." + i)).due());
        }
        assertTrue(due.size() > 40, due.size() + " distinct instants");
    }

    @Test
    void theInstantThatTheDestinationNamedIsHonoured() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        Outcome hint = Mail.outcome("m.0", 1, OutcomeKind.DEFERRED).toBuilder()
                .setRetryAt(stage.now + 17_000)
                .build();
        stage.pace.outcome(hint, stage.now);
        stage.advance(Duration.ofMillis(16_999));
        assertEquals(1, stage.attempts.size());
        stage.advance(Duration.ofMillis(1701));
        assertEquals(2, stage.attempts.size());
    }

    @Test
    void aWishNeitherKeepsACodeUntilItIsDeadNorHammers() {
        RetrySchedule schedule = new RetrySchedule(new java.util.SplittableRandom(1));
        long now = Stage.START;
        long inAnHour = now + Duration.ofHours(1).toMillis();
        long critical = schedule.next(MessageClass.CRITICAL.rank(), 1, now, inAnHour) - now;
        assertTrue(critical >= 300_000 && critical <= 305_000, critical + " ms");
        long normal = schedule.next(MessageClass.NORMAL.rank(), 1, now, inAnHour) - now;
        assertTrue(normal >= 3_600_000 && normal <= 3_605_000, normal + " ms");
        long past = schedule.next(MessageClass.NORMAL.rank(), 3, now, now - 5_000) - now;
        assertTrue(past >= 1000 && past <= 1100, past + " ms");
        long again = schedule.next(MessageClass.NORMAL.rank(), 5, now, now + 1_000) - now;
        assertTrue(again >= 300_000, again + " ms: a wish of one second for ever is not followed");
    }

    @Test
    void greylistingIsAReasonOfItsOwn() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.deliver("m.1", MessageClass.NORMAL);
        Outcome grey = Mail.outcome("m.0", 1, OutcomeKind.DEFERRED).toBuilder()
                .setCategory("greylisted")
                .build();
        stage.pace.outcome(grey, stage.now);
        stage.outcome("m.1", 1, OutcomeKind.DEFERRED);
        assertEquals(DelayReason.GREYLISTED, stage.pace.reason("m.0", stage.now));
        assertEquals(DelayReason.RETRY, stage.pace.reason("m.1", stage.now));
    }

    @Test
    void attemptsSpreadOverThePoolAndADeliveryKeepsItsAddress() {
        Stage stage = new Stage("mx:a", Stage.UNLIMITED, "192.0.2.1", "192.0.2.2", "192.0.2.3");
        for (int i = 0; i < 9; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        for (String ip : List.of("192.0.2.1", "192.0.2.2", "192.0.2.3")) {
            assertEquals(
                    3,
                    stage.attempts.stream().filter(a -> a.egressIp().equals(ip)).count());
        }
        for (int i = 0; i < 9; i++) {
            String ip = stage.attempts.get(i).egressIp();
            stage.pace.outcome(Mail.deferred("m." + i, 1, ip, "451 greylisted"), stage.now);
        }
        List<String> first = stage.attempts.stream()
                .map(a -> Stage.id(a) + a.egressIp())
                .sorted()
                .toList();
        stage.forget();
        stage.advance(Duration.ofMinutes(2));
        List<String> second = stage.attempts.subList(9, 18).stream()
                .map(a -> Stage.id(a) + a.egressIp())
                .sorted()
                .toList();
        assertEquals(first, second);
    }

    @Test
    void anAddressThatIsBlamedIsExchanged() {
        Stage stage = new Stage("mx:a", Stage.UNLIMITED, "192.0.2.1", "192.0.2.2");
        for (int i = 0; i < 20; i++) {
            String id = "m." + i;
            stage.deliver(id, MessageClass.NORMAL);
            String used = stage.last().egressIp();
            Outcome blocked = Mail.deferred(id, 1, used, "554 blocked").toBuilder()
                    .setBlame(Blame.OUR_IP.word())
                    .build();
            stage.pace.outcome(blocked, stage.now);
            stage.advance(Duration.ofMinutes(2));
            assertEquals(id, Stage.id(stage.last()));
            assertNotEquals(used, stage.last().egressIp());
            stage.outcome(id, 2, OutcomeKind.DELIVERED);
        }
    }

    @Test
    void aDeliveryThatWaitsExpiresAtItsInstantWithTheLastReply() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.CRITICAL, Duration.ofSeconds(12));
        stage.pace.outcome(Mail.deferred("m.0", 1, "", "450 mailbox busy"), stage.now);
        stage.advance(Duration.ofSeconds(6));
        assertEquals(2, stage.attempts.size());
        stage.pace.outcome(Mail.deferred("m.0", 2, "", "450 still busy"), stage.now);
        stage.advance(Duration.ofMillis(5999));
        assertEquals(0, stage.settled.size());
        stage.advance(Duration.ofMillis(1));
        Outcome expired = stage.settled.get(0);
        assertEquals("expired", expired.getKind());
        assertEquals("expired", expired.getCode());
        assertEquals("450 still busy", expired.getDetail());
        assertEquals(2, expired.getAttempt());
        assertEquals(Stage.START + 12_000, expired.getAt());
        assertEquals("mx:mx.example.net|pool_1", expired.getPaceKey());
        stage.pace.outcome(expired, stage.now);
        stage.advance(Duration.ofHours(1));
        assertEquals(1, stage.settled.size());
        assertEquals(2, stage.attempts.size());
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void aDeliveryThatIsHeldBackByOthersExpiresInTime() {
        Stage stage = Stage.of(new io.migomail.mta.shaping.Shaping(1, 0, 0, 1, 100, 0, false));
        stage.deliver("busy", MessageClass.NORMAL);
        stage.deliver("m.0", MessageClass.NORMAL, Duration.ofSeconds(30));
        stage.advance(Duration.ofSeconds(30));
        assertEquals("m.0", stage.settled.get(0).getDeliveryId());
        assertEquals(0, stage.settled.get(0).getAttempt());
    }

    @Test
    void anExpiredDeliveryIsNotAttemptedWhenItArrives() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL, Duration.ofSeconds(-1));
        assertEquals(0, stage.attempts.size());
        assertEquals(1, stage.settled.size());
    }

    @Test
    void anAttemptWithoutAnOutcomeIsTakenAsLostAndMadeAgain() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.advance(Pace.LOST_AFTER.minusMillis(1));
        assertEquals(1, stage.attempts.size());
        stage.advance(Duration.ofSeconds(11));
        assertEquals(2, stage.attempts.size());
        assertEquals(2, stage.last().number());
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        assertEquals(1, stage.pace.inFlight());
    }
}
