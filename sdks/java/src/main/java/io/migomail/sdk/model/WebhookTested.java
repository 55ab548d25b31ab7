// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record WebhookTested(
        String eventId,
        String eventType,
        boolean succeeded,
        @Nullable Long status,
        @Nullable String error,
        long durationMs,
        String responseBody) {}
