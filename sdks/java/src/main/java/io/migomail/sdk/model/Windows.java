// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Windows(Instant from, Instant to, @Nullable String interval, List<Data> data, WindowFigures total) {
    /** A part of it. */
    public record Data(@Nullable Instant at, WindowGroup group, Counts counts, StageSpreads latency) {
        /** A part of it. */
        public record Counts(
                long sent,
                long dispatched,
                long delivered,
                long softBounced,
                long hardBounced,
                long lateBounced,
                long expired,
                long suppressed,
                long canceled,
                long failed,
                long opened,
                long clicked,
                long complaints,
                long unsubscribes,
                long measured,
                long met,
                long ours) {}
    }
}
