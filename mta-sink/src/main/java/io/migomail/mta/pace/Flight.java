package io.migomail.mta.pace;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attempts in flight of one key: the set whose size is what counts against the connection limit. A copy is on the
 * heap, which the limit bounds. One thread.
 */
final class Flight {
    // Deadlines in coarse steps share one timer.
    private static final long COARSE = Duration.ofSeconds(10).toMillis();

    private final PaceState state;
    private final Map<String, InFlight> attempts = new LinkedHashMap<>();

    Flight(PaceState state) {
        this.state = state;
        state.inFlight().entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().since()))
                .forEach(entry -> attempts.put(entry.getKey(), entry.getValue()));
    }

    int size() {
        return attempts.size();
    }

    @Nullable
    InFlight get(String deliveryId) {
        return attempts.get(deliveryId);
    }

    void add(String deliveryId, InFlight attempt) {
        attempts.put(deliveryId, attempt);
        state.setInFlight(attempts);
    }

    void remove(String deliveryId) {
        attempts.remove(deliveryId);
        state.setInFlight(attempts);
    }

    /** The attempt that has been out longest, or null. */
    Map.@Nullable Entry<String, InFlight> oldest() {
        return attempts.isEmpty() ? null : attempts.entrySet().iterator().next();
    }

    /** An instant at which the oldest attempt is out for so long; {@code Long.MAX_VALUE} where there is none. */
    long nextLoss(Duration after) {
        Map.Entry<String, InFlight> oldest = oldest();
        long lost = oldest == null ? 0 : oldest.getValue().since() + after.toMillis();
        return oldest == null ? Long.MAX_VALUE : (lost + COARSE - 1) / COARSE * COARSE;
    }

    /** An attempt that another life emitted, or null. */
    Map.@Nullable Entry<String, InFlight> stranded(long life) {
        for (Map.Entry<String, InFlight> entry : attempts.entrySet()) {
            if (entry.getValue().life() != life) {
                return entry;
            }
        }
        return null;
    }

    /** Attempts emitted at that instant or later. */
    int beganSince(long instant) {
        int count = 0;
        for (InFlight attempt : attempts.values()) {
            count += attempt.since() >= instant ? 1 : 0;
        }
        return count;
    }

    /** Attempts that use a source address and were emitted at that instant or later. */
    int usingSince(String egressIp, long instant) {
        int count = 0;
        for (InFlight attempt : attempts.values()) {
            count += attempt.since() >= instant && attempt.past().egressIp().equals(egressIp) ? 1 : 0;
        }
        return count;
    }

    /** Attempts that use a source address. */
    int using(String egressIp) {
        int count = 0;
        for (InFlight attempt : attempts.values()) {
            count += attempt.past().egressIp().equals(egressIp) ? 1 : 0;
        }
        return count;
    }
}
