package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.mta.Pool;
import io.migomail.mta.shaping.Shaping;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Order, credits and rate. */
class PacingTest {
    private static Shaping connections(int count) {
        return new Shaping(count, 0, 0, 1, 100, 0, false);
    }

    @Test
    void aDeliveryThatMayGoAtOnceGoesAtOnceAndIsInNoIndex() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(List.of("m.0"), stage.attempted());
        assertEquals(1, stage.last().number());
        assertEquals("192.0.2.1", stage.last().egressIp());
        assertEquals("mta.example.org", stage.last().ehloName());
        assertEquals(0, stage.state.size(PaceState.Index.NORMAL));
        assertEquals(0, stage.state.size(PaceState.Index.EXPIRY));
        assertNull(stage.state.item("m.0"));
    }

    @Test
    void theOnlyTimerOfTheImmediatePathIsTheDeadlineOfLostAttempts() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        for (int i = 0; i < 100; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
            stage.now += 10;
        }
        assertEquals(1, stage.wakes.size());
        assertTrue(stage.wakes.first() >= Stage.START + Pace.LOST_AFTER.toMillis());
    }

    @Test
    void criticalGoesBeforeHighBeforeNormalAndWithinAClassTheOldestFirst() {
        Stage stage = Stage.of(connections(1));
        stage.deliver("busy", MessageClass.NORMAL);
        stage.now++;
        stage.deliver("n1", MessageClass.NORMAL);
        stage.now++;
        stage.deliver("n0", MessageClass.NORMAL);
        stage.deliver("h0", MessageClass.HIGH);
        stage.now++;
        stage.deliver("c1", MessageClass.CRITICAL);
        stage.now++;
        stage.deliver("c0", MessageClass.CRITICAL);
        for (String id : List.of("busy", "c1", "c0", "h0", "n1", "n0")) {
            assertEquals(id, Stage.id(stage.last()));
            stage.outcome(id, 1, OutcomeKind.DELIVERED);
        }
        assertEquals(6, stage.attempts.size());
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void creditsAreTheLimitLessTheAttemptsInFlightAndDuplicateOutcomesFreeNothing() {
        Stage stage = Stage.of(connections(3));
        for (int i = 0; i < 10; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        assertEquals(3, stage.attempts.size());
        assertEquals(DelayReason.CONNECTIONS, stage.pace.reason("m.5", stage.now));
        for (int i = 0; i < 5; i++) {
            stage.outcome("m.0", 1, OutcomeKind.DELIVERED);
            stage.outcome("m.1", 1, OutcomeKind.DISPATCHED);
        }
        assertEquals(4, stage.attempts.size());
        assertEquals(3, stage.pace.inFlight());
    }

    @Test
    void slowTransactionsOfOtherClassesLeaveAConnectionToCritical() {
        Stage stage = Stage.of(new Shaping(5, 1, 0, 1, 100, 0, false));
        for (int i = 0; i < 8; i++) {
            stage.deliver("n." + i, MessageClass.NORMAL);
        }
        assertEquals(4, stage.attempts.size());
        stage.deliver("c.0", MessageClass.CRITICAL);
        assertEquals("c.0", Stage.id(stage.last()));
        assertEquals(5, stage.pace.inFlight());
    }

    @Test
    void theRateHoldsOverTimeWithABurstAtFirst() {
        Stage stage = Stage.of(new Shaping(1000, 0, 10, 5, 100, 0, false));
        for (int i = 0; i < 200; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        assertEquals(5, stage.attempts.size());
        assertEquals(DelayReason.RATE, stage.pace.binding());
        stage.advance(Duration.ofSeconds(10));
        assertEquals(105, stage.attempts.size());
        stage.advance(Duration.ofMillis(99));
        assertEquals(105, stage.attempts.size());
        stage.advance(Duration.ofMillis(1));
        assertEquals(106, stage.attempts.size());
        stage.advance(Duration.ofSeconds(20));
        assertEquals(200, stage.attempts.size());
    }

    @Test
    void aFractionalRateIsNeverExceeded() {
        Stage stage = Stage.of(new Shaping(1000, 0, 0.3, 1, 100, 0, false));
        for (int i = 0; i < 50; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        stage.advance(Duration.ofSeconds(100));
        assertEquals(1 + 29, stage.attempts.size());
    }

    @Test
    void theRateSurvivesThatTheQueueIsForgotten() {
        Stage stage = Stage.of(new Shaping(1000, 0, 1, 3, 100, 0, false));
        for (int i = 0; i < 9; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
            stage.forget();
        }
        assertEquals(3, stage.attempts.size());
    }

    @Test
    void aClockThatWasSetBackDoesNotStopTheRate() {
        Stage stage = Stage.of(new Shaping(1000, 0, 10, 1, 100, 0, false));
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.now -= Duration.ofHours(1).toMillis();
        stage.deliver("m.1", MessageClass.NORMAL);
        stage.wakes.removeIf(
                instant -> instant > stage.now + Duration.ofMinutes(1).toMillis());
        stage.advance(Duration.ofMillis(200));
        assertEquals(2, stage.attempts.size());
    }

    @Test
    void aLongQueueKeepsItsOrderThoughOnlyItsHeadIsCached() {
        Stage stage = Stage.of(connections(1));
        stage.deliver("busy", MessageClass.NORMAL);
        for (int i = 0; i < 1000; i++) {
            stage.deliver("m.%04d".formatted(i), MessageClass.NORMAL);
            stage.now += i % 3;
        }
        stage.outcome("busy", 1, OutcomeKind.DELIVERED);
        for (int i = 0; i < 1000; i++) {
            String expected = "m.%04d".formatted(i);
            assertEquals(expected, Stage.id(stage.last()));
            stage.outcome(expected, 1, OutcomeKind.DELIVERED);
            if (i % 100 == 50) {
                stage.forget();
            }
        }
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void withoutAPoolMailWaitsAndGoesOnceThereIsOne() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.pool = null;
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(DelayReason.NO_POOL, stage.pace.reason("m.0", stage.now));
        stage.advance(Duration.ofMinutes(1));
        assertEquals(0, stage.attempts.size());
        stage.pool = Stage.pool("192.0.2.9");
        stage.advance(Duration.ofSeconds(5));
        assertEquals("192.0.2.9", stage.last().egressIp());
    }

    private static Pool suspended(Pool pool, boolean whole, String... destinations) {
        return new Pool(
                pool.id(),
                pool.accountId(),
                pool.stream(),
                pool.environment(),
                pool.addresses(),
                new Pool.Suspension(whole, Set.of(destinations)));
    }

    @Test
    void nothingLeavesBySuspendedPoolsAlsoAfterARestartAndAllOnceTheyAreResumed() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.deliver("before", MessageClass.NORMAL);
        stage.pool = suspended(Stage.pool("192.0.2.1"), true);
        stage.deliver("m.0", MessageClass.CRITICAL);
        assertEquals(DelayReason.SUSPENDED, stage.pace.reason("m.0", stage.now));
        stage.outcome("before", 1, OutcomeKind.DELIVERED);
        stage.restore(stage.state.copy());
        stage.advance(Duration.ofMinutes(10));
        assertEquals(List.of("before"), stage.attempted());
        assertEquals(Stage.START, stage.pace.status(stage.now).getOldestDue());
        stage.pool = Stage.pool("192.0.2.1");
        stage.advance(Duration.ofSeconds(5));
        assertEquals(List.of("before", "m.0"), stage.attempted());
        assertEquals(0, stage.pace.status(stage.now).getOldestDue());
    }

    @Test
    void aSuspendedDestinationIsTheOneThatIsNamed() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        stage.pool = suspended(stage.pool, false, "google");
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pool = suspended(stage.pool, false, "google", "mx:mx.example.net");
        stage.deliver("m.1", MessageClass.NORMAL);
        assertEquals(List.of("m.0"), stage.attempted());
        assertEquals(DelayReason.SUSPENDED, stage.pace.reason("m.1", stage.now));
    }

    @Test
    void mailLeavesFromTheAddressesThatAreNotSuspended() {
        Stage stage = Stage.of(Stage.UNLIMITED);
        Pool pool = Stage.pool("192.0.2.1", "192.0.2.2");
        Pool.Address first = new Pool.Address("192.0.2.1", "mta.example.org", 0, true);
        stage.pool = new Pool(
                pool.id(),
                "acc_1",
                "transactional",
                "live",
                List.of(first, pool.addresses().get(1)));
        for (int i = 0; i < 4; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
            assertEquals("192.0.2.2", stage.last().egressIp());
        }
        stage.pool = new Pool(pool.id(), "acc_1", "transactional", "live", List.of(first));
        stage.deliver("m.4", MessageClass.NORMAL);
        assertEquals(DelayReason.SUSPENDED, stage.pace.reason("m.4", stage.now));
        assertEquals(4, stage.attempts.size());
    }

    @Test
    void aLifeBeginsWithAnEmptyBucketForTheOneBeforeMayHaveEmptiedIt() {
        Stage stage = Stage.of(new Shaping(100, 0, 10, 5, 100, 0, false));
        MemoryState checkpoint = stage.state.copy();
        for (int i = 0; i < 5; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        assertEquals(5, stage.attempts.size());
        stage.since = stage.now;
        stage.restore(checkpoint);
        for (int i = 5; i < 10; i++) {
            stage.deliver("m." + i, MessageClass.NORMAL);
        }
        assertEquals(5, stage.attempts.size());
        assertEquals(DelayReason.RATE, stage.pace.reason("m.5", stage.now));
        stage.advance(Duration.ofMillis(100));
        assertEquals(6, stage.attempts.size());
        stage.advance(Duration.ofMillis(400));
        assertEquals(10, stage.attempts.size());
    }
}
