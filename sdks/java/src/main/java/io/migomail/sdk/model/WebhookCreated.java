// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record WebhookCreated(
        @Nullable String id,
        @Nullable String url,
        @Nullable String environment,
        @Nullable Boolean enabled,
        @Nullable List<String> events,
        @Nullable WebhookRetry retry,
        @Nullable String disabledReason,
        @Nullable Instant disabledAt,
        @Nullable WebhookReplay replay,
        @Nullable Instant createdAt,
        @Nullable Instant oldSecretUntil,
        String secret) {}
