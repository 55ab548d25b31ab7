package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.ErasureTable.Listed;
import io.migomail.analytics.ErasureTable.Waiting;
import io.migomail.core.CancelVerdict;
import io.migomail.core.Cell;
import io.migomail.core.Limits;
import io.migomail.core.Topics;
import io.migomail.core.record.Erasure;
import io.migomail.core.record.Webhook;
import io.migomail.ingress.json.Json;
import java.time.Duration;
import java.util.List;

/** What was erased where, and when the rest is gone: the answer to an erasure. Stateless. */
final class ErasureReceipt {
    /** Parts of tables that were replaced stay on disk for eight minutes. */
    private static final Duration OLD_PARTS = Duration.ofMinutes(10);
    /** Checkpoints follow each other every few seconds, and a few are kept. */
    private static final Duration CHECKPOINTS = Duration.ofHours(1);

    private ErasureReceipt() {}

    /**
     * @param cell that of the person's account
     * @param bodies whether large bodies are kept beside the records
     * @param webhooks that may have been told of the person
     */
    static ObjectNode json(Erasure erasure, Eraser.Done done, Cell cell, boolean bodies, List<Webhook> webhooks) {
        ObjectNode out = Json.object().put("id", erasure.getId());
        Json.instant(out, "erased_at", erasure.getErasedAt());
        Json.instant(out, "settled_at", settledAt(erasure));
        erased(out.putArray("erased"), erasure, done);
        ArrayNode lists = out.putArray("suppressions");
        done.listed().stream().filter(entry -> !entry.removed()).forEach(entry -> lists.add(json(entry)));
        ArrayNode deliveries = out.putArray("deliveries");
        done.deliveries().forEach((delivery, result) -> deliveries.add(json(delivery, result, erasure)));
        ArrayNode expiring = out.putArray("expiring");
        topics(expiring, lastEnd(done, erasure), cell);
        expiring(expiring, lastEnd(done, erasure), bodies, !webhooks.isEmpty());
        expiring(expiring, "event_store_files", settledAt(erasure), OLD_PARTS);
        ArrayNode told = out.putArray("webhooks");
        webhooks.forEach(webhook -> told.addObject().put("id", webhook.getId()).put("url", webhook.getUrl()));
        return out;
    }

    private static long settledAt(Erasure erasure) {
        return erasure.getErasedAt() + Limits.ERASURE_SETTLE.toMillis();
    }

    private static void erased(ArrayNode out, Erasure erasure, Eraser.Done done) {
        row(out, "events", "anonymized", done.rows().events());
        row(out, "deliveries", "anonymized", done.rows().deliveries());
        row(out, "contents", "deleted", done.rows().contents());
        row(
                out,
                "suppressions",
                erasure.getSuppressionsKept() ? "kept" : "deleted",
                done.listed().size());
        row(out, "feed", "nothing_personal", 0);
        row(out, "webhook_attempts", "nothing_personal", 0);
    }

    private static void row(ArrayNode erased, String store, String action, long rows) {
        erased.addObject().put("store", store).put("action", action).put("rows", rows);
    }

    private static ObjectNode json(Listed entry) {
        return Json.object()
                .put("application", entry.applicationId())
                .put("environment", entry.environment())
                .put("reason", entry.reason());
    }

    private static ObjectNode json(Waiting delivery, String result, Erasure erasure) {
        ObjectNode out = Json.object()
                .put("message_id", delivery.messageId())
                .put("application", delivery.applicationId())
                .put("environment", delivery.environment())
                .put("result", result);
        Json.instant(out, "ends_at", endsAt(delivery, result, erasure));
        return out;
    }

    private static long endsAt(Waiting delivery, String result, Erasure erasure) {
        return result.equals(CancelVerdict.CANCELED.word())
                ? erasure.getErasedAt()
                : Eraser.lastsUntil(delivery, erasure.getErasedAt());
    }

    private static long lastEnd(Eraser.Done done, Erasure erasure) {
        return done.deliveries().entrySet().stream()
                .mapToLong(each -> endsAt(each.getKey(), each.getValue(), erasure))
                .reduce(erasure.getErasedAt(), Math::max);
    }

    /** From the instant on when the last delivery has ended, nothing new comes. */
    private static void topics(ArrayNode out, long last, Cell cell) {
        for (Topics.Topic topic : Topics.of(cell)) {
            // What destinations do tells of no person.
            if (!topic.equals(Topics.STATUS)) {
                expiring(out, "topic " + topic.name(), last, Topics.longest(topic));
            }
        }
    }

    private static void expiring(ArrayNode out, long last, boolean bodies, boolean webhooks) {
        expiring(out, "job_state", last, CHECKPOINTS);
        if (webhooks) {
            expiring(out, "webhook_queues", last, Limits.WEBHOOK_WAIT.multipliedBy(Limits.WEBHOOK_ATTEMPTS));
        }
        if (bodies) {
            expiring(
                    out, "content_store", last, Limits.BODY_RETENTION.plus(Limits.BODY_SWEEP_INTERVAL.multipliedBy(2)));
        }
    }

    private static void expiring(ArrayNode out, String store, long last, Duration kept) {
        Json.instant(out.addObject().put("store", store), "expires_at", last + kept.toMillis());
    }
}
