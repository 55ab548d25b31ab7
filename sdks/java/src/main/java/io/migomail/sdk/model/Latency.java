// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Latency(Instant from, Instant to, @Nullable String interval, List<Data> data) {
    /** A part of it. */
    public record Data(@Nullable Instant at, StatsGroup group, long deliveries, StageSpreads latency) {}
}
