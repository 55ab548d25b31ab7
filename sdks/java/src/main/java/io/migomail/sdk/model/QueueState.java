// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record QueueState(
        @Nullable Instant asOf,
        @Nullable String bindingLimit,
        @Nullable String explanation,
        @Nullable Instant since,
        @Nullable Waiting waiting,
        @Nullable Long inFlight,
        @Nullable Instant oldestDueAt,
        @Nullable List<Hold> holds,
        @Nullable Instant nextTurnAt) {
    /** A part of it. */
    public record Waiting(
            @Nullable Long critical,
            @Nullable Long high,
            @Nullable Long normal) {}

    /** A part of it. */
    public record Hold(
            @Nullable String address,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable Long refusals) {}
}
