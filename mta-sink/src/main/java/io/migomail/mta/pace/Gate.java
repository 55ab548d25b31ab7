package io.migomail.mta.pace;

import io.migomail.mta.Pool;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a delivery may go now, by the limits of its destination and pool. One thread. */
final class Gate {
    private static final Duration POOL_CHECK = Duration.ofSeconds(5);

    private final Destination destination;
    private final PaceOutput out;
    private final Holds holds;
    private final Flight flight;
    private final RateLimit rate;
    private List<Pool.Address> free = List.of();

    Gate(Destination destination, PaceOutput out, Holds holds, Flight flight, RateLimit rate) {
        this.destination = destination;
        this.out = out;
        this.holds = holds;
        this.flight = flight;
        this.rate = rate;
    }

    /** What keeps a delivery of this class from going now; null = nothing. */
    @Nullable
    DelayReason blocks(int rank, long now) {
        if (!out.emitting()) {
            return DelayReason.RESTORING;
        }
        DelayReason resting = holds.group(now);
        if (resting != null) {
            return resting;
        }
        if (flight.size() >= destination.credits(rank) || holds.felt(flight)) {
            return DelayReason.CONNECTIONS;
        }
        if (rate.freeAt(now) > now) {
            return DelayReason.RATE;
        }
        List<Pool.Address> addresses = destination.addresses();
        if (addresses.isEmpty()) {
            return destination.hasAddresses() ? DelayReason.SUSPENDED : DelayReason.NO_POOL;
        }
        free = holds.usable(addresses, flight, now);
        return free.isEmpty() ? holds.why(addresses, now) : null;
    }

    /** The addresses that the last look found free, where it found nothing in the way; the pool may have changed since. */
    List<Pool.Address> free() {
        return free;
    }

    /** When a limit may let go by itself; {@code Long.MAX_VALUE} where only an outcome can tell. */
    long opensAt(DelayReason limit, long now) {
        return switch (limit) {
            case RATE -> rate.freeAt(now);
            case NO_POOL, SUSPENDED -> now + POOL_CHECK.toMillis();
            case BLOCKED, EGRESS -> Math.min(holds.freeAt(destination.addresses(), now), now + POOL_CHECK.toMillis());
            case THROTTLED, TURNED_AWAY, UNREACHABLE -> holds.groupUntil(now);
            default -> Long.MAX_VALUE;
        };
    }
}
