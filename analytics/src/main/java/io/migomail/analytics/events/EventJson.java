package io.migomail.analytics.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.BounceType;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.IsoTime;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Engagement;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SmtpResult;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.TreeMap;

/**
 * An event as subscribers see it: {@code {id, type, timestamp, data{…}}}. A function of the record alone, so that every
 * retry, every API and the event store tell the same bytes. Thread-safe.
 */
public final class EventJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    /** The event as an object; fields without a value are left out. */
    public static ObjectNode of(MailEvent event) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", event.getEventId());
        out.put("type", event.getType());
        out.put("timestamp", IsoTime.text(event.getAt()));
        ObjectNode data = out.putObject("data");
        if (event.getType().equals(EventType.WEBHOOK_DISABLED.word())) {
            return disabled(out, data, event);
        }
        if (event.getType().equals(EventType.ALERT_OPENED.word())
                || event.getType().equals(EventType.ALERT_RESOLVED.word())) {
            return alert(out, data, event);
        }
        head(data, event);
        data.put("attempt", event.getAttempt());
        if (event.getType().equals(EventType.REPLAYED.word())) {
            data.put("replay_of", Ids.messageOf(event.getDeliveryId()));
        }
        text(data, "code", event.getCode());
        if (event.getCode().equals(OutcomeKind.UNCERTAIN)) {
            data.put("uncertain", true);
        }
        text(data, "detail", event.getDetail());
        text(data, "category", event.getCategory());
        text(data, "blame", event.getBlame());
        text(data, "provider", event.getProvider());
        time(data, "retry_at", event.getRetryAt());
        time(data, "expires_at", event.getExpiresAt());
        if (event.hasSmtp()) {
            smtp(data.putObject("smtp"), event.getSmtp());
        }
        if (event.getType().equals(EventType.LATE_BOUNCE.word())) {
            bounce(data.putObject("bounce"), event);
        }
        engagement(data, event);
        ObjectNode latency = JsonNodeFactory.instance.objectNode();
        latency(latency, event);
        if (!latency.isEmpty()) {
            data.set("latency", latency);
        }
        return out;
    }

    /** An event of no message: its head names the webhook instead. */
    private static ObjectNode disabled(ObjectNode out, ObjectNode data, MailEvent event) {
        data.put("webhook_id", event.getHead().getMessageId());
        data.put("application", event.getHead().getApplicationId());
        data.put("environment", event.getHead().getEnvironment());
        text(data, "reason", event.getCode());
        text(data, "detail", event.getDetail());
        return out;
    }

    /** An event of no message: its head names the alert instead. */
    private static ObjectNode alert(ObjectNode out, ObjectNode data, MailEvent event) {
        data.put("alert_id", event.getHead().getMessageId());
        data.put("application", event.getHead().getApplicationId());
        data.put("environment", event.getHead().getEnvironment());
        text(data, "class", event.getHead().getMessageClass());
        text(data, "kind", event.getCode());
        text(data, "detail", event.getDetail());
        return out;
    }

    /** {@link #of} as UTF-8. */
    public static byte[] bytes(MailEvent event) {
        try {
            return JSON.writeValueAsBytes(of(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written", e);
        }
    }

    /** The instant of an event that {@link #bytes} wrote, in milliseconds. */
    public static long instant(byte[] json) {
        try {
            return Instant.parse(JSON.readTree(json).path("timestamp").asText()).toEpochMilli();
        } catch (IOException | DateTimeParseException e) {
            throw new IllegalArgumentException("not an event as it is told", e);
        }
    }

    private static void head(ObjectNode data, MailEvent event) {
        MessageHead head = event.getHead();
        data.put("message_id", head.getMessageId());
        data.put("recipient", event.getRecipient());
        data.put("application", head.getApplicationId());
        data.put("environment", head.getEnvironment());
        text(data, "from", head.getFrom());
        text(data, "subject", head.getSubject());
        text(data, "template", head.getTemplateAlias());
        if (head.getTemplateVersion() > 0) {
            data.put("template_version", head.getTemplateVersion());
        }
        text(data, "class", head.getMessageClass());
        text(data, "stream", head.getStream());
        time(data, "scheduled_at", head.getScheduledAt());
        var tags = data.putArray("tags");
        head.getTagsList().forEach(tags::add);
        ObjectNode metadata = data.putObject("metadata");
        new TreeMap<>(head.getMetadataMap()).forEach(metadata::put);
    }

    private static void smtp(ObjectNode out, SmtpResult smtp) {
        text(out, "stage", smtp.getStage());
        if (smtp.getCode() > 0) {
            out.put("code", smtp.getCode());
        }
        text(out, "enhanced", smtp.getEnhanced());
        text(out, "response", smtp.getResponse());
        text(out, "mx", smtp.getMx());
        text(out, "egress_ip", smtp.getEgressIp());
        text(out, "tls", smtp.getTlsVersion());
    }

    /** The same that the message shows. */
    private static void bounce(ObjectNode out, MailEvent event) {
        SmtpResult smtp = event.getSmtp();
        out.put("type", BounceType.of(smtp.getEnhanced(), smtp.getCode()).word());
        text(out, "category", event.getCategory());
        if (smtp.getCode() > 0) {
            out.put("smtp_code", smtp.getCode());
        }
        text(out, "enhanced_code", smtp.getEnhanced());
        text(out, "diagnostic", smtp.getResponse());
        text(out, "mx", smtp.getMx());
        time(out, "at", event.getAt());
    }

    /** Of an open and a click it is always told whether it was a machine's. */
    private static void engagement(ObjectNode data, MailEvent event) {
        Engagement engagement = event.getEngagement();
        text(data, "url", engagement.getUrl());
        text(data, "user_agent", engagement.getUserAgent());
        EventType type = EventType.of(event.getType());
        if (type == EventType.OPENED || type == EventType.CLICKED) {
            data.put("machine", !engagement.getMachine().isEmpty());
        }
        text(data, "machine_reason", engagement.getMachine());
    }

    private static void latency(ObjectNode out, MailEvent event) {
        Instants at = event.getInstants();
        long start = at.getReceivedAt() == 0
                ? 0
                : Math.max(at.getReceivedAt(), event.getHead().getScheduledAt());
        span(out, "queue_ms", start, at.getQueuedAt());
        span(out, "render_ms", at.getQueuedAt(), at.getRenderedAt());
        span(out, "dispatch_ms", at.getRenderedAt(), at.getDispatchedAt());
        span(out, "accept_ms", at.getDispatchedAt(), at.getAcceptedAt());
        span(out, "total_ms", start, at.getAcceptedAt());
    }

    private static void span(ObjectNode out, String name, long from, long to) {
        if (from > 0 && to > 0) {
            // Two machines' clocks: a span that they make negative is told as nothing.
            out.put(name, Math.max(0, to - from));
        }
    }

    private static void text(ObjectNode out, String name, String value) {
        if (!value.isEmpty()) {
            out.put(name, value);
        }
    }

    private static void time(ObjectNode out, String name, long millis) {
        if (millis > 0) {
            out.put(name, IsoTime.text(millis));
        }
    }
}
