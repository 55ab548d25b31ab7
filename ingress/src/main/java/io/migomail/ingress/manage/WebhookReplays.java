package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.analytics.EventStore;
import io.migomail.analytics.FeedQuery;
import io.migomail.analytics.WebhookLog;
import io.migomail.analytics.events.EventJson;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Ids;
import io.migomail.core.RecordCodec;
import io.migomail.core.Topics;
import io.migomail.core.WebhookRequestKind;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookReplay;
import io.migomail.core.record.WebhookRequest;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.MessageLookup;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.story.MessageStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Events that a webhook is sent again: one of its log, or all of a span of time (docs/adr/0039). What is asked for is durable
 * when it is answered. Thread-safe.
 */
public final class WebhookReplays {
    /** Attempts at one event: those of its schedule, and some that were asked for. */
    private static final int ATTEMPTS = 1_000;

    private final Webhooks webhooks;
    private final ControlPlane control;
    private final Writes writes;
    private final Parts parts;

    /**
     * What it works with.
     *
     * @param random a secure one
     */
    public record Parts(ControlPlane control, FactLog facts, MessageStore store, RandomGenerator random) {}

    public WebhookReplays(Webhooks webhooks, Parts parts) {
        this.webhooks = webhooks;
        this.control = parts.control();
        this.writes = new Writes(parts.control());
        this.parts = parts;
    }

    /** Asks for one attempt more at an event of the log, at once. */
    public CompletionStage<Reply> retry(Call call) {
        Webhook webhook = enabled(webhooks.find(call));
        if (call.hasBody()) {
            Fields.of(call.json()).done();
        }
        String delivery = call.path("delivery");
        String eventId = delivery.substring(0, Math.max(0, delivery.lastIndexOf('.')));
        List<WebhookLog.Entry> attempts = attempts(webhook, eventId);
        WebhookLog.Entry entry = attempts.stream()
                .filter(each -> WebhookDeliveries.id(each.outcome()).equals(delivery))
                .findFirst()
                .orElseThrow(() -> Writes.missing("delivery"));
        MailEvent event = event(webhook, entry);
        int last = attempts.stream()
                .mapToInt(each -> each.outcome().getAttempt())
                .max()
                .orElse(0);
        WebhookRequest request = request(webhook, WebhookRequestKind.RETRY, call)
                .setEventId(event.getEventId())
                .setBody(ByteString.copyFrom(EventJson.bytes(event)))
                .setAttempts(last)
                .build();
        return append(request)
                .thenApply(done -> accepted(Json.object()
                        .put("webhook_id", webhook.getId())
                        .put("event_id", event.getEventId())
                        .put("status", "queued")));
    }

    /**
     * Begins a replay. Where one is under way, that one is asked for again, in case its beginning was lost.
     *
     * @throws Problem {@code replay_in_progress}
     */
    public CompletionStage<Reply> replay(Call call) throws InterruptedException {
        long version = control.version(EntityKind.WEBHOOK, call.path("id"));
        Webhook webhook = enabled(webhooks.find(call));
        WebhookReplay replay = read(call, webhook);
        if (webhook.hasReplay()) {
            return append(begin(webhook, call)).thenApply(done -> {
                throw Problem.of(
                        ErrorCode.REPLAY_IN_PROGRESS,
                        "Its replay " + webhook.getReplay().getId() + " is under way; one at a time.");
            });
        }
        long estimated = estimated(webhook, replay);
        Webhook next = webhook.toBuilder().setReplay(replay).build();
        writes.update(call, next, version);
        return append(begin(next, call))
                .thenApply(done -> accepted(json(replay)
                        .put("webhook_id", webhook.getId())
                        .put("estimated_events", estimated)
                        .put("status", "queued")));
    }

    /** Ends the replay under way; what it has queued is still sent. */
    public Reply cancel(Call call) throws InterruptedException {
        long version = control.version(EntityKind.WEBHOOK, call.path("id"));
        Webhook webhook = webhooks.find(call);
        if (webhook.hasReplay()) {
            writes.update(call, webhook.toBuilder().clearReplay().build(), version);
        }
        return Reply.noContent();
    }

    private WebhookReplay read(Call call, Webhook webhook) {
        Fields fields = Fields.of(call.json(), "from", "to", "events");
        Long from = fields.instant("from");
        Long to = fields.instant("to");
        if (!fields.has("from")) {
            fields.fault("/from", ErrorCode.MISSING_FIELD, "The field is required.");
        }
        long end = to == null ? call.now() : to;
        if (end > call.now()) {
            fields.fault("/to", ErrorCode.INVALID_VALUE, "The end of the range must not be in the future.");
        }
        if (from != null && from > end) {
            fields.fault("/from", ErrorCode.INVALID_VALUE, "The range must begin before its end.");
        }
        int days = call.caller().plan().retentionDays();
        if (from != null && from < call.now() - Duration.ofDays(days).toMillis()) {
            fields.fault("/from", ErrorCode.INVALID_VALUE, "Events are kept for " + days + " days.");
        }
        List<String> events = Webhooks.events(fields);
        for (int i = 0; i < events.size(); i++) {
            if (webhook.getEventsCount() > 0 && !webhook.getEventsList().contains(events.get(i))) {
                fields.fault("/events/" + i, ErrorCode.INVALID_VALUE, "The webhook does not subscribe to it.");
            }
        }
        fields.done();
        return WebhookReplay.newBuilder()
                .setId(Ids.random(Ids.REPLAY, parts.random()))
                .setFrom(from == null ? 0 : from)
                .setTo(end)
                .addAllEvents(events)
                .setRequestedAt(call.now())
                .build();
    }

    private long estimated(Webhook webhook, WebhookReplay replay) {
        try {
            return parts.store().feedSize(FeedQuery.ofReplay(webhook, replay), EventStore.feedFrom(replay));
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away(webhook.getId(), e);
        }
    }

    private List<WebhookLog.Entry> attempts(Webhook webhook, String eventId) {
        try {
            return parts.store()
                    .webhookAttempts(new WebhookLog.Query(
                            webhook.getId(),
                            webhook.getApplicationId(),
                            webhook.getEnvironment(),
                            eventId,
                            null,
                            null,
                            null,
                            ATTEMPTS));
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away(webhook.getId(), e);
        }
    }

    private MailEvent event(Webhook webhook, WebhookLog.Entry entry) {
        String message = entry.messageId();
        try {
            return (message == null ? List.<MailEvent>of() : parts.store().events(webhook.getApplicationId(), message))
                    .stream()
                            .filter(event ->
                                    event.getEventId().equals(entry.outcome().getEventId()))
                            .findFirst()
                            .orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND, "The event is not kept any more."));
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away(webhook.getId(), e);
        }
    }

    private static Webhook enabled(Webhook webhook) {
        if (!webhook.getEnabled()) {
            throw Problem.of(ErrorCode.WEBHOOK_DISABLED, "Enable the webhook first.");
        }
        return webhook;
    }

    private WebhookRequest begin(Webhook webhook, Call call) {
        return request(webhook, WebhookRequestKind.REPLAY, call)
                .setReplayId(webhook.getReplay().getId())
                .setControlOffset(control.seenOffset())
                .build();
    }

    private static WebhookRequest.Builder request(Webhook webhook, WebhookRequestKind kind, Call call) {
        return WebhookRequest.newBuilder()
                .setWebhookId(webhook.getId())
                .setKind(kind.word())
                .setAt(call.now());
    }

    private CompletionStage<Void> append(WebhookRequest request) {
        return parts.facts()
                .append(Topics.WEBHOOK_REQUESTS, request.getWebhookId(), RecordCodec.WEBHOOK_REQUEST.encode(request));
    }

    private static Reply accepted(ObjectNode body) {
        return new Reply(202, body, Map.of());
    }

    /** A replay as it is told. */
    static ObjectNode json(WebhookReplay replay) {
        ObjectNode out = Json.object().put("id", replay.getId());
        Json.instant(out, "from", replay.getFrom());
        Json.instant(out, "to", replay.getTo());
        ArrayNode events = out.putArray("events");
        replay.getEventsList().forEach(events::add);
        Json.instant(out, "requested_at", replay.getRequestedAt());
        return out;
    }
}
