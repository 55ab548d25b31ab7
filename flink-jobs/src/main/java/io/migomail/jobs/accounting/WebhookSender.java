package io.migomail.jobs.accounting;

import io.migomail.core.TimeSource;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRetry;
import io.migomail.mail.webhook.StandardWebhook;
import io.migomail.mail.webhook.WebhookClient;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt from look-up to outcome, without Flink and Kafka. Thread-safe. */
final class WebhookSender {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private final WebhookTargets targets;
    private final WebhookClient client;
    private final TimeSource time;

    WebhookSender(WebhookTargets targets, WebhookClient client, TimeSource time) {
        this.targets = targets;
        this.client = client;
        this.time = time;
    }

    /** Switches off the endpoint that failed for too long. */
    void giveUp(String webhookId) {
        targets.disable(webhookId, WebhookRules.FAILING);
    }

    /** Makes the attempt; completes with its outcome, never exceptionally. */
    CompletionStage<WebhookOutcome> send(WebhookAttempt attempt) {
        long started = time.monotonicNanos();
        Made made = make(attempt);
        return made.reply().thenApply(reply -> {
            if (reply.status() == 410) {
                targets.disable(attempt.webhookId(), WebhookRules.ANSWERED_GONE);
            }
            long now = time.wallMillis();
            return WebhookOutcome.newBuilder()
                    .setWebhookId(attempt.webhookId())
                    .setEventId(attempt.eventId())
                    .setAttempt(attempt.number())
                    .setAt(now)
                    .setStatus(reply.status())
                    .setError(reply.error())
                    .setDurationMs(TimeUnit.NANOSECONDS.toMillis(time.monotonicNanos() - started))
                    .setRetryAfter(RetryAfter.instant(reply.retryAfter(), now))
                    .setRetry(made.retry())
                    .build();
        });
    }

    /** A request under way, and the schedule of its webhook. */
    private record Made(CompletionStage<WebhookClient.Reply> reply, WebhookRetry retry) {
        static Made failed(String error) {
            return new Made(
                    CompletableFuture.completedFuture(WebhookClient.Reply.error(error)),
                    WebhookRetry.getDefaultInstance());
        }
    }

    private Made make(WebhookAttempt attempt) {
        try {
            WebhookTargets.Target target = targets.find(attempt.webhookId());
            if (target == null) {
                return Made.failed(WebhookRules.GONE);
            }
            long seconds = TimeUnit.MILLISECONDS.toSeconds(time.wallMillis());
            String signature = StandardWebhook.sign(attempt.eventId(), seconds, attempt.body(), target.secrets());
            Map<String, String> headers = Map.of(
                    "webhook-id", attempt.eventId(),
                    "webhook-timestamp", Long.toString(seconds),
                    "webhook-signature", signature);
            return new Made(client.post(URI.create(target.url()), headers, attempt.body()), target.retry());
        } catch (IllegalArgumentException e) {
            // A URL or a secret that cannot be used: this webhook's trouble, told in its delivery log.
            LOG.warn("webhook {}: {}", attempt.webhookId(), e.getMessage());
            return Made.failed("webhook_unusable");
        }
    }
}
