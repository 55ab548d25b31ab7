// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record WebhookDelivery(
        String id,
        String eventId,
        @Nullable String eventType,
        @Nullable String messageId,
        long attempt,
        String result,
        @Nullable Long status,
        @Nullable String error,
        long durationMs,
        Instant at) {}
