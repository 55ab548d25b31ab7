package io.migomail.mta.pace;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of one pace key. Used by one thread; what is read is what was written last.
 */
public interface PaceState {
    /** The ordered indexes. */
    enum Index {
        CRITICAL,
        HIGH,
        NORMAL,
        EXPIRY,
        TOMBSTONES
    }

    /** The encoded delivery, or null. */
    byte @Nullable [] body(String deliveryId);

    void putBody(String deliveryId, byte[] delivery);

    void removeBody(String deliveryId);

    /** What is known of a delivery that is not in flight, or null. */
    @Nullable
    Item item(String deliveryId);

    void putItem(String deliveryId, Item item);

    void removeItem(String deliveryId);

    /** All attempts in flight, in any order. */
    Map<String, InFlight> inFlight();

    void putInFlight(String deliveryId, InFlight attempt);

    void removeInFlight(String deliveryId);

    void add(Index index, Slot slot);

    /** Does nothing where the slot is not there. */
    void remove(Index index, Slot slot);

    /** The first slots of an index in order, at most so many. */
    List<Slot> head(Index index, int limit);

    /** Theoretical arrival time of the rate limiter, in microseconds since the epoch; 0 at first. */
    long arrivalTime();

    void setArrivalTime(long micros);
}
