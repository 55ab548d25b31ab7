package io.migomail.jobs.accounting;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one endpoint's queue. Mutable, because the machine changes it in place and stores it once per input.
 * A plain POJO for Flink's serializer.
 */
public class EndpointState {
    static final TypeInformation<EndpointState> TYPE = TypeInformation.of(EndpointState.class);

    /** Places in the ready queue: taken from {@code head}, added at {@code tail}. */
    public long head;

    public long tail;

    /** Events that are not settled. */
    public int pending;

    /** Failures since the last success. */
    public int failures;

    /** No request before this instant; 0 = none asked for. */
    public long pausedUntil;

    /** Requests without an outcome yet. */
    public List<Flight> flights = new ArrayList<>();

    /** The replay under way; null = there is none. */
    public @Nullable ReplayCursor replay;

    /** What there was no room for; null = nothing that is not read. */
    public @Nullable MissedEvents missed;

    boolean flies(String eventId) {
        return flights.stream().anyMatch(flight -> flight.eventId().equals(eventId));
    }

    /** A request under way, and when it counts as lost. */
    public record Flight(String eventId, int number, long deadline) {}
}
