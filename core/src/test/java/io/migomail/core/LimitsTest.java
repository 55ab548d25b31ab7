package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The relations that must hold between limits. */
class LimitsTest {
    @Test
    void anAttemptEndsBeforeACheckpointTimesOut() {
        assertTrue(Limits.ATTEMPT_DEADLINE.compareTo(Limits.CHECKPOINT_TIMEOUT) < 0);
        assertTrue(Limits.CHECKPOINT_INTERVAL.compareTo(Limits.CHECKPOINT_TIMEOUT) < 0);
    }

    @Test
    void theLargestMessageFitsARequestAndARecord() {
        assertTrue(Limits.MESSAGE_BYTES / 3L * 4 < Limits.REQUEST_BYTES, "base64 of attachments in a request");
        assertTrue(Limits.REQUEST_BYTES < Limits.RECORD_BYTES);
        assertTrue(Limits.TEMPLATE_BYTES * 3L < Limits.CONTROL_RECORD_BYTES, "source and compiled form of a template");
    }

    @Test
    void anErasureOutlastsEveryStoryAndSettlesAfterEveryInsert() {
        for (Plan plan : Plan.values()) {
            assertTrue(Duration.ofDays(plan.retentionDays()).compareTo(Limits.ERASURE_KEPT) < 0);
        }
        assertTrue(Limits.CONTROL_READ_TIMEOUT.multipliedBy(4).compareTo(Limits.ERASURE_SETTLE) < 0);
    }

    @Test
    void acceptanceAnswersWithinASecondOnFullProcessorsToo() {
        Duration beyond = Duration.ofMillis(350);
        assertTrue(Limits.ACCEPT_TIMEOUT.plus(beyond).compareTo(Duration.ofSeconds(1)) < 0);
    }

    @Test
    void anIdempotencyKeyIsRememberedADayLongerThanItsLife() {
        Duration day = Duration.ofDays(1);
        assertTrue(Limits.IDEMPOTENCY_KEPT.compareTo(Limits.IDEMPOTENCY_LIFE.plus(day)) >= 0);
    }

    @Test
    void theDeliveriesOfAMessageAreBitsOfALong() {
        assertTrue(Limits.RECIPIENTS <= Long.SIZE);
    }

    @Test
    void aCodeLivesAQuarterOfAnHourAndOtherMailThreeDays() {
        assertEquals(Duration.ofMinutes(15), Limits.expiry(MessageClass.CRITICAL));
        assertEquals(Duration.ofHours(72), Limits.expiry(MessageClass.HIGH));
        assertEquals(Duration.ofHours(72), Limits.expiry(MessageClass.NORMAL));
    }

    @Test
    void aWindowIsHeldForLongerThanEventsAreOutOfOrder() {
        assertTrue(AccountingLimits.WINDOW_DISORDER.multipliedBy(6).compareTo(AccountingLimits.WINDOW_HELD) < 0);
        assertTrue(AccountingLimits.WINDOW_HELD.compareTo(AccountingLimits.WINDOW_LATE_PATIENCE) < 0);
    }

    @Test
    void anEndpointHasFifteenSeconds() {
        assertEquals(Duration.ofSeconds(15), Limits.WEBHOOK_TIMEOUT);
    }

    @Test
    void noDeliveryOutlivesTheJournal() {
        long retention = Long.parseLong(Topics.OUTCOMES.config().get("retention.ms"));
        for (MessageClass c : MessageClass.values()) {
            assertTrue(Limits.expiry(c).compareTo(Limits.EXPIRY_MAX) <= 0);
        }
        assertTrue(Limits.EXPIRY_MAX.toMillis() < retention);
    }

    @Test
    void aCancelOutlivesEveryDeliveryThatCouldWait() {
        Duration kept = Duration.ofMillis(Long.parseLong(Topics.CANCELS.config().get("retention.ms")));
        assertTrue(kept.compareTo(Limits.EXPIRY_MAX.plus(Limits.CANCEL_KEPT)) > 0);
        assertTrue(Limits.CANCEL_PATIENCE.compareTo(Limits.ACCEPT_TIMEOUT) > 0);
    }

    @Test
    void aBodyOutlivesEveryDeliveryThatCouldAskForIt() {
        for (Topics.Topic topic : Topics.ALL) {
            String retention = topic.config().get("retention.ms");
            if (retention != null) {
                Duration needed = Duration.ofMillis(Long.parseLong(retention)).plus(Limits.EXPIRY_MAX);
                assertTrue(Limits.BODY_RETENTION.compareTo(needed) > 0, topic.name());
            }
        }
    }

    @Test
    void aReportByTheHourIsAnAnswerAndNoneOutlivesTheRetention() {
        assertTrue(Limits.STATS_HOURS.toHours() <= Limits.STATS_GROUPS);
        assertTrue(Limits.STATS_HOURS.compareTo(Limits.STATS_RANGE) < 0);
        assertTrue(Limits.STATS_RANGE.toDays() >= Plan.ENTERPRISE.retentionDays());
    }
}
