package io.migomail.mta.pace;

/** A place in an ordered index: a delivery at an instant (milliseconds since the epoch). Ordered by both. */
public record Slot(long at, String deliveryId) implements Comparable<Slot> {
    @Override
    public int compareTo(Slot other) {
        int byTime = Long.compare(at, other.at);
        return byTime != 0 ? byTime : deliveryId.compareTo(other.deliveryId);
    }
}
