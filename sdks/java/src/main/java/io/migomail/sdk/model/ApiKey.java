// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record ApiKey(
        @Nullable String id,
        @Nullable String name,
        @Nullable String application,
        @Nullable String environment,
        @Nullable String hint,
        @Nullable Boolean revoked,
        @Nullable Boolean requireSignature,
        @Nullable List<String> scopes,
        @Nullable List<String> domains,
        @Nullable List<String> templates,
        @Nullable List<String> sources,
        @Nullable String succeededBy,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
