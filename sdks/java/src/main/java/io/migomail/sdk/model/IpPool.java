// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record IpPool(
        String id,
        String account,
        Instant suspendedAt,
        List<SuspendedDestination> suspendedDestinations,
        String stream,
        String environment,
        List<Ip> ips,
        long waiting,
        long inFlight,
        @Nullable List<RefusalsLast24Hour> refusalsLast24Hours,
        @Nullable List<IpPoolQueue> queues,
        @Nullable Instant createdAt) {
    /** A part of it. */
    public record SuspendedDestination(
            String destination, @Nullable Instant suspendedAt) {}

    /** A part of it. */
    public record Ip(
            @Nullable String address,
            @Nullable String ehloName,
            Instant suspendedAt,
            @Nullable WarmUp warmUp,
            List<Hold> holds,
            @Nullable Last7Days last7Days) {
        /** A part of it. */
        public record WarmUp(
                long day,
                long days,
                long messagesPerDestination,
                @Nullable Instant since,
                @Nullable Instant endsAt) {}

        /** A part of it. */
        public record Hold(
                @Nullable String destination,
                @Nullable String reason,
                @Nullable Instant until,
                @Nullable Long refusals) {}

        /** A part of it. */
        public record Last7Days(
                @Nullable Long delivered,
                @Nullable Long softBounces,
                @Nullable Long hardBounces,
                @Nullable Long ipRefusals) {}
    }

    /** A part of it. */
    public record RefusalsLast24Hour(@Nullable Long smtpCode, long softBounces, long hardBounces) {}

    /** A part of it. */
    public record IpPoolQueue(
            @Nullable Instant asOf,
            @Nullable String bindingLimit,
            @Nullable String explanation,
            @Nullable Instant since,
            @Nullable Waiting waiting,
            @Nullable Long inFlight,
            @Nullable Instant oldestDueAt,
            @Nullable List<Hold> holds,
            @Nullable Instant nextTurnAt,
            @Nullable String destination) {
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
}
