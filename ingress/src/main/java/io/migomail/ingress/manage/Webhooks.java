package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.SecretBox;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookRetry;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Webhooks of the caller's application and environment. The signing secret is shown once. */
public final class Webhooks {
    private static final int SECRET_BYTES = 32;
    private static final int URL_CHARS = 2048;

    private final ControlPlane control;
    private final Writes writes;
    private final SecretBox box;
    private final TargetCheck targets;
    private final RandomGenerator random;

    /** @param random a secure one */
    Webhooks(ControlPlane control, SecretBox box, TargetCheck targets, RandomGenerator random) {
        this.control = control;
        this.writes = new Writes(control);
        this.box = box;
        this.targets = targets;
        this.random = random;
    }

    public Reply create(Call call) throws InterruptedException {
        Fields fields = Fields.of(call.json(), "url", "events", "retry");
        String url = fields.requiredLine("url", URL_CHARS);
        List<String> events = events(fields);
        WebhookRetry retry = RetryFields.read(fields);
        fields.done();
        targets.require(url);
        String id = Ids.random(Ids.WEBHOOK, random);
        String secret = newSecret();
        Webhook.Builder webhook = Webhook.newBuilder()
                .setId(id)
                .setAccountId(call.caller().accountId())
                .setApplicationId(call.caller().applicationId())
                .setEnvironment(call.caller().environment().word())
                .setUrl(url)
                .addAllEvents(events)
                .setSecret(sealed(secret, id))
                .setEnabled(true)
                .setCreatedAt(call.now());
        if (retry != null) {
            webhook.setRetry(retry);
        }
        Webhook made = webhook.build();
        writes.create(call, made);
        return Reply.created(json(made).put("secret", secret));
    }

    /** Changes what is given. */
    public Reply update(Call call) throws InterruptedException {
        long version = control.version(EntityKind.WEBHOOK, call.path("id"));
        Webhook before = find(call);
        Fields fields = Fields.of(call.json(), "url", "events", "retry", "enabled");
        Webhook.Builder next = before.toBuilder();
        if (fields.has("url")) {
            next.setUrl(fields.requiredLine("url", URL_CHARS));
        }
        if (fields.has("events")) {
            next.clearEvents().addAllEvents(events(fields));
        }
        WebhookRetry retry = RetryFields.read(fields);
        if (retry != null) {
            next.setRetry(retry);
        }
        if (fields.has("enabled")) {
            next.setEnabled(fields.flag("enabled"))
                    .clearDisabledReason()
                    .clearDisabledAt()
                    .clearUntold();
            if (!next.getEnabled()) {
                next.clearReplay();
            }
        }
        fields.done();
        targets.require(next.getUrl());
        Webhook after = next.build();
        writes.update(call, after, version);
        return Reply.ok(json(after));
    }

    /** Gives it a new secret, which is shown once; the old one signs beside it for the overlap. */
    public Reply rotateSecret(Call call) throws InterruptedException {
        long version = control.version(EntityKind.WEBHOOK, call.path("id"));
        Webhook before = find(call);
        long oldUntil = Overlap.end(call);
        String secret = newSecret();
        Webhook after = before.toBuilder()
                .setSecret(sealed(secret, before.getId()))
                .setOldSecret(before.getSecret())
                .setOldSecretUntil(oldUntil)
                .build();
        writes.update(call, after, version);
        return Reply.ok(json(after).put("secret", secret));
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    private ByteString sealed(String secret, String id) {
        return ByteString.copyFrom(box.seal(secret.getBytes(StandardCharsets.US_ASCII), id));
    }

    /** Names of events; none where the field is absent. */
    static List<String> events(Fields fields) {
        List<String> known =
                Arrays.stream(EventType.values()).map(EventType::word).toList();
        List<String> events = fields.lines("events", known.size(), 64);
        for (int i = 0; i < events.size(); i++) {
            if (!known.contains(events.get(i))) {
                String words = known.stream().collect(Collectors.joining(", "));
                fields.fault("/events/" + i, ErrorCode.INVALID_VALUE, "The event is none of: " + words + ".");
            }
        }
        return events.stream().distinct().toList();
    }

    public Reply list(Call call) {
        return Page.of(
                call,
                control.view()
                        .webhooks(
                                call.caller().applicationId(),
                                call.caller().environment().word()),
                Webhook::getId,
                Webhooks::json);
    }

    public Reply get(Call call) {
        return Reply.ok(json(find(call)));
    }

    public Reply delete(Call call) throws InterruptedException {
        writes.delete(call, EntityKind.WEBHOOK, find(call).getId());
        return Reply.noContent();
    }

    /** @throws io.migomail.ingress.problem.Problem {@code not_found} where the path names none of the caller's */
    Webhook find(Call call) {
        Webhook found = control.view().webhook(call.path("id"));
        if (found == null
                || !found.getApplicationId().equals(call.caller().applicationId())
                || !found.getEnvironment().equals(call.caller().environment().word())) {
            throw Writes.missing("webhook");
        }
        return found;
    }

    private static ObjectNode json(Webhook webhook) {
        ObjectNode out = Json.object()
                .put("id", webhook.getId())
                .put("url", webhook.getUrl())
                .put("environment", webhook.getEnvironment())
                .put("enabled", webhook.getEnabled());
        ArrayNode events = out.putArray("events");
        webhook.getEventsList().forEach(events::add);
        if (webhook.hasRetry()) {
            out.set("retry", RetryFields.json(webhook.getRetry()));
        }
        out.put("disabled_reason", webhook.getDisabledReason().isEmpty() ? null : webhook.getDisabledReason());
        Json.instant(out, "disabled_at", webhook.getDisabledAt());
        out.set("replay", webhook.hasReplay() ? WebhookReplays.json(webhook.getReplay()) : null);
        Json.instant(out, "created_at", webhook.getCreatedAt());
        Json.instant(out, "old_secret_until", webhook.getOldSecretUntil());
        return out;
    }
}
