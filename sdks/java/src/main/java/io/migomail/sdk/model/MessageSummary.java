// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record MessageSummary(
        String messageId,
        String status,
        Map<String, Long> counts,
        String application,
        @Nullable String environment,
        @Nullable String from,
        @Nullable String subject,
        @Nullable MessageSummaryTemplate template,
        @Nullable List<String> tags,
        @Nullable Map<String, String> metadata,
        @JsonProperty("class") @Nullable String messageClass,
        @Nullable String stream,
        Instant createdAt,
        @Nullable Instant scheduledAt,
        List<Recipient> recipients) {
    /** A part of it. */
    public record MessageSummaryTemplate(
            @Nullable String alias, @Nullable Long version) {}

    /** A part of it. */
    public record Recipient(
            @Nullable String email, @Nullable String status) {}
}
