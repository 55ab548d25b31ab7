// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
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
    public record Figures(
            @Nullable Double burnRate,
            @Nullable Long windowSeconds,
            long deliveries,
            @Nullable Long missed,
            @Nullable Long ours,
            @Nullable Instant since,
            @Nullable List<String> messages) {}
}
