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

    /** All attempts in flight, in any order. One value, because the limit bounds it: searching a map is dear. */
    Map<String, InFlight> inFlight();

    void setInFlight(Map<String, InFlight> attempts);

    void add(Index index, Slot slot);

    /** Does nothing where the slot is not there. */
    void remove(Index index, Slot slot);

    /** The first slots of an index in order, at most so many. */
    List<Slot> head(Index index, int limit);

    /** The key's few numbers as they were set last, or as {@link Marks} begins. */
    Marks marks();

    void setMarks(Marks marks);
}
