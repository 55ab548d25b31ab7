package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.analytics.events.EventJson;
import io.migomail.control.SecretBox;
import io.migomail.core.AlertKind;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Webhook;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Reply;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.webhook.HttpWebhookClient;
import io.migomail.mail.webhook.StandardWebhook;
import io.migomail.mail.webhook.TargetPolicy;
import io.migomail.mail.webhook.WebhookClient;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/webhooks/{id}/test}: one signed sample event, sent at once and past the queue, also to a webhook that is
 * disabled; it changes nothing and is not in the log. The address that is connected to is judged as that of every
 * other call. Connections and threads are made at the first test. Thread-safe; close it when done.
 */
public final class WebhookProbe implements AutoCloseable {
    private static final int SHOWN = 1_000;
    private static final int PER_TARGET = 4;

    private final Webhooks webhooks;
    private final SecretBox box;
    private final DnsResolver dns;
    private final TargetPolicy policy;
    private final RandomGenerator random;
    private final TimeSource time;
    private @Nullable HttpWebhookClient client;

    public WebhookProbe(Settings settings, Webhooks webhooks, Management.Parts parts, TimeSource time) {
        this.webhooks = webhooks;
        this.box = parts.box();
        this.dns = parts.dns();
        this.policy = TargetPolicy.of(settings);
        this.random = parts.random();
        this.time = time;
    }

    /** Sends the event; completes with what came back, within {@code Limits.WEBHOOK_TIMEOUT} and a little. */
    public CompletionStage<Reply> test(Call call) {
        Webhook webhook = webhooks.find(call);
        Fields fields = Fields.of(call.hasBody() ? call.json() : Json.object(), "event");
        EventType asked = fields.word("event", EventType::of);
        fields.done();
        String usual = webhook.getEventsCount() == 0 ? EventType.DELIVERED.word() : webhook.getEvents(0);
        String type = asked == null ? usual : asked.word();
        MailEvent event = sample(webhook, EventType.of(type));
        ObjectNode json = EventJson.of(event);
        json.withObject("/data").put("test", true);
        byte[] body = Json.write(json);
        long started = time.monotonicNanos();
        return client().post(URI.create(webhook.getUrl()), headers(webhook, event.getEventId(), body), body, SHOWN)
                .thenApply(reply -> Reply.ok(json(event, reply, time.monotonicNanos() - started)));
    }

    private MailEvent sample(Webhook webhook, EventType type) {
        return switch (type) {
            case WEBHOOK_DISABLED -> disabled(webhook);
            case ALERT_OPENED, ALERT_RESOLVED -> alert(webhook, type);
            default -> sample(webhook, type.word());
        };
    }

    private MailEvent sample(Webhook webhook, String type) {
        long now = time.wallMillis();
        return MailEvent.newBuilder()
                .setEventId(Ids.random(Ids.EVENT, random))
                .setType(type)
                .setAt(now)
                .setHead(MessageHead.newBuilder()
                        .setMessageId("msg_test")
                        .setApplicationId(webhook.getApplicationId())
                        .setEnvironment(webhook.getEnvironment())
                        .setFrom("sender@example.com")
                        .setSubject("A test of your webhook")
                        .setReceivedAt(now))
                .setRecipient("recipient@example.com")
                .setAttempt(1)
                .build();
    }

    private MailEvent disabled(Webhook webhook) {
        MailEvent.Builder event =
                sample(webhook, EventType.WEBHOOK_DISABLED.word()).toBuilder().setCode("failing");
        event.getHeadBuilder().setMessageId(webhook.getId());
        return event.build();
    }

    private MailEvent alert(Webhook webhook, EventType type) {
        MailEvent.Builder event = sample(webhook, type.word()).toBuilder()
                .setCode(AlertKind.SLO_BURN.word())
                .setDetail("A test of your webhook");
        event.getHeadBuilder().setMessageId("alt_test").setMessageClass(MessageClass.CRITICAL.word());
        return event.build();
    }

    private Map<String, String> headers(Webhook webhook, String eventId, byte[] body) {
        long seconds = TimeUnit.MILLISECONDS.toSeconds(time.wallMillis());
        List<String> secrets = new ArrayList<>(List.of(opened(webhook.getSecret(), webhook.getId())));
        if (time.wallMillis() < webhook.getOldSecretUntil()) {
            secrets.add(opened(webhook.getOldSecret(), webhook.getId()));
        }
        return Map.of(
                "webhook-id", eventId,
                "webhook-timestamp", Long.toString(seconds),
                "webhook-signature", StandardWebhook.sign(eventId, seconds, body, secrets));
    }

    private String opened(ByteString sealed, String webhookId) {
        return new String(box.open(sealed.toByteArray(), webhookId), StandardCharsets.US_ASCII);
    }

    private static ObjectNode json(MailEvent event, WebhookClient.Reply reply, long nanos) {
        return Json.object()
                .put("event_id", event.getEventId())
                .put("event_type", event.getType())
                .put("succeeded", reply.status() / 100 == 2)
                .put("status", reply.status() == 0 ? null : reply.status())
                .put("error", reply.error().isEmpty() ? null : reply.error())
                .put("duration_ms", TimeUnit.NANOSECONDS.toMillis(nanos))
                .put("response_body", reply.body());
    }

    private synchronized HttpWebhookClient client() {
        HttpWebhookClient made = client == null ? new HttpWebhookClient(policy, this::resolve, PER_TARGET) : client;
        client = made;
        return made;
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return dns.addresses(host)
                    .toCompletableFuture()
                    .get(2 * Limits.DNS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .records()
                    .toArray(InetAddress[]::new);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnknownHostException(host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
