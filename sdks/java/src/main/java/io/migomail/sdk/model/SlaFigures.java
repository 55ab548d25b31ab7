// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record SlaFigures(
        long messages, long deliveries, Outcomes outcomes, Sla sla, SlaFiguresLatency latency, Deferral deferral) {
    /** A part of it. */
    public record Outcomes(
            long delivered,
            long hardBounced,
            long expired,
            long suppressed,
            long canceled,
            long failed,
            long pending) {}

    /** A part of it. */
    public record Sla(
            long targetMs, long met, long missed, @Nullable Double metShare) {}

    /** A part of it. */
    public record SlaFiguresLatency(
            @Nullable Spread withoutDeferral, @Nullable Spread total) {}

    /** A part of it. */
    public record Deferral(
            long deliveries, long totalMs, @Nullable Spread latency) {}
}
