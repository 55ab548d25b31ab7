// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Message(
        String messageId,
        String status,
        Map<String, Long> counts,
        String application,
        @Nullable String environment,
        @Nullable String from,
        @Nullable String subject,
        @Nullable MessageTemplate template,
        @Nullable List<String> tags,
        @Nullable Map<String, String> metadata,
        @JsonProperty("class") @Nullable String messageClass,
        @Nullable String stream,
        List<Recipient> recipients,
        @Nullable Instant createdAt,
        @Nullable Instant scheduledAt,
        @Nullable Instant receivedAt,
        @Nullable Instant queuedAt,
        @Nullable Instant renderedAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant acceptedAt,
        MessageLatency latency,
        Sla sla,
        @Nullable Opens opens,
        @Nullable Clicks clicks,
        @Nullable Bounce bounce,
        @Nullable Boolean complaint,
        @Nullable Instant complaintAt,
        List<Attempt> attempts,
        @Nullable Instant expiresAt) {
    /** A part of it. */
    public record MessageTemplate(
            @Nullable String alias, @Nullable Long version) {}

    /** A part of it. */
    public record Recipient(
            @Nullable String email,
            @Nullable String status,
            @Nullable Instant dispatchedAt,
            @Nullable Instant acceptedAt,
            @Nullable Bounce bounce,
            @Nullable String code,
            @Nullable String detail) {}

    /** A part of it. */
    public record MessageLatency(
            @Nullable Long queueMs,
            @Nullable Long renderMs,
            @Nullable Long dispatchMs,
            @Nullable Long acceptMs,
            @Nullable Long totalMs) {}

    /** A part of it. */
    public record Sla(
            @Nullable Long targetMs,
            @Nullable Boolean met,
            @Nullable Long deferredMs) {}

    /** A part of it. */
    public record Opens(
            @Nullable Long count,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            @Nullable Long machineCount) {}

    /** A part of it. */
    public record Clicks(
            @Nullable Long count,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            @Nullable Long machineCount) {}

    /** A part of it. */
    public record Attempt(
            @Nullable String recipient,
            @Nullable Long attempt,
            @Nullable String outcome,
            @Nullable Instant dispatchedAt,
            @Nullable Instant at,
            @Nullable String stage,
            @Nullable Long smtpCode,
            @Nullable String enhancedCode,
            @Nullable String response,
            @Nullable String mx,
            @Nullable String mxIp,
            @Nullable String egressIp,
            @Nullable String tls,
            @Nullable String code,
            @Nullable Boolean uncertain,
            @Nullable String category,
            @Nullable String blame,
            @Nullable Instant retryAt) {}
}
