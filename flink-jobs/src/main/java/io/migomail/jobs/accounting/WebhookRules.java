package io.migomail.jobs.accounting;

import io.migomail.core.Limits;
import io.migomail.core.WebhookSchedule;
import io.migomail.core.record.WebhookRetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The failure policy of webhooks.
 *
 * @param schedule waits between attempts where a webhook has none of its own; after the last one the event is given up
 * @param concurrency requests to one endpoint at a time
 * @param breakAfter failures in a row after which an endpoint gets one request at a time until one succeeds
 * @param bound events that wait for one endpoint; more are told as dropped in the delivery log
 * @param lostAfter an attempt without an outcome is made again after this
 * @param longestPause how long a {@code Retry-After} may hold an endpoint
 * @param failingFor an endpoint of which every attempt failed for so long is disabled
 */
record WebhookRules(
        List<Duration> schedule,
        int concurrency,
        int breakAfter,
        int bound,
        Duration lostAfter,
        Duration longestPause,
        Duration failingFor) {
    static final WebhookRules STANDARD = new WebhookRules(
            WebhookSchedule.STANDARD,
            16,
            20,
            50_000,
            Limits.WEBHOOK_TIMEOUT.multipliedBy(3),
            Duration.ofHours(24),
            Limits.WEBHOOK_FAILING);

    /** An endpoint that wants nothing more: 410, or its webhook was disabled or deleted. */
    static final String GONE = "webhook_gone";

    /** Why a webhook was disabled: its endpoint answered 410. */
    static final String ANSWERED_GONE = "gone";

    /** Why a webhook was disabled: its endpoint failed for longer than {@code failingFor}. */
    static final String FAILING = "failing";

    /** Not sent because too many events wait for the endpoint. */
    static final String QUEUE_FULL = "queue_full";

    /** Whether an event that failed so often is given up. */
    boolean exhausted(int failures, WebhookRetry own) {
        int attempts = own.getMaxAttempts() > 0 ? own.getMaxAttempts() : waits(own) + 1;
        return failures >= attempts;
    }

    /** Whether an event of that instant is older at its next attempt than the webhook wants it. */
    boolean outdated(long eventAt, long due, WebhookRetry own) {
        return own.getMaxAge() > 0 && due - eventAt > TimeUnit.SECONDS.toMillis(own.getMaxAge());
    }

    private int waits(WebhookRetry own) {
        return own.getScheduleCount() > 0 ? own.getScheduleCount() : schedule.size();
    }

    /**
     * Milliseconds from the n-th failure to the next attempt: the schedule's wait and up to a tenth more, spread by the
     * event's id so that a repaired endpoint is not hit by everything at once.
     */
    long waitMillis(int failures, String eventId, WebhookRetry own) {
        int place = Math.min(failures, waits(own)) - 1;
        long base = own.getScheduleCount() > 0
                ? Duration.ofSeconds(own.getSchedule(place)).toMillis()
                : schedule.get(place).toMillis();
        return base + Math.floorMod(eventId.hashCode() * 31L + failures, Math.max(1, base / 10));
    }
}
