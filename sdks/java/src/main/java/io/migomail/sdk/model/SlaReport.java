// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record SlaReport(
        @Nullable String month, Instant from, Instant to, Instant generatedAt, List<Data> data, SlaFigures total) {
    /** A part of it. */
    public record Data(
            String application,
            @Nullable String applicationName,
            @JsonProperty("class") String messageClass,
            long messages,
            long deliveries,
            Outcomes outcomes,
            Sla sla,
            DataLatency latency,
            Deferral deferral) {
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
                long targetMs,
                long met,
                long missed,
                @Nullable Double metShare) {}

        /** A part of it. */
        public record DataLatency(
                @Nullable Spread withoutDeferral, @Nullable Spread total) {}

        /** A part of it. */
        public record Deferral(
                long deliveries, long totalMs, @Nullable Spread latency) {}
    }
}
