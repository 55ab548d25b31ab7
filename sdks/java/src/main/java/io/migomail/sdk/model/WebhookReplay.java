// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record WebhookReplay(
        String id,
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> events,
        @Nullable Instant requestedAt) {}
