// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Account(
        String id,
        String username,
        String name,
        String plan,
        boolean operator,
        String status,
        long cell,
        PlanLimits limits,
        @Nullable Instant createdAt,
        @Nullable Instant closedAt) {}
