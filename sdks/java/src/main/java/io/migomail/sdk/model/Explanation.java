// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Explanation(String messageId, Instant asOf, List<Delivery> deliveries) {
    /** A part of it. */
    public record Delivery(
            @Nullable String email,
            @Nullable String status,
            @Nullable String where,
            @Nullable String source,
            @Nullable Instant since,
            @Nullable String reason,
            @Nullable String explanation,
            @Nullable String destination,
            @Nullable String pool,
            @Nullable Instant nextAttemptAt,
            @Nullable Long attempts,
            @Nullable String lastReply,
            @Nullable Instant expiresAt,
            @Nullable QueueState queue) {}
}
