// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Alert(
        String id,
        String kind,
        String state,
        String application,
        String environment,
        @JsonProperty("class") String messageClass,
        String sentence,
        Figures figures,
        @Nullable Instant openedAt,
        @Nullable Instant resolvedAt) {
    /** A part of it. */
    public record Figures(double burnRate, long windowSeconds, long deliveries, long missed, long ours) {}
}
