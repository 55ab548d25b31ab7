package io.migomail.jobs.accounting;

import io.migomail.core.record.WebhookOutcome;
import io.migomail.jobs.JobMetric;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.Count;
import io.migomail.telemetry.Spread;

/** Counts calls of webhooks. Thread-safe. */
final class WebhookMeters {
    private final Count[] results = new Count[6];
    private final Count error;
    private final Spread times;

    WebhookMeters(FlinkMeters meters) {
        for (int digit = 2; digit <= 5; digit++) {
            results[digit] = meters.counter(JobMetric.WEBHOOK_ATTEMPTS, digit + "xx");
        }
        error = meters.counter(JobMetric.WEBHOOK_ATTEMPTS, "error");
        times = meters.histogram(JobMetric.WEBHOOK_TIME);
    }

    void attempted(WebhookOutcome outcome) {
        int digit = outcome.getStatus() / 100;
        (digit >= 2 && digit <= 5 ? results[digit] : error).one();
        times.observe(outcome.getDurationMs() / 1e3);
    }
}
