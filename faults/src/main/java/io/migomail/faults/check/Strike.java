package io.migomail.faults.check;

/**
 * When the fault struck, on the monotonic clock of the harness.
 *
 * @param from before it was injected
 * @param to when it was in force
 */
public record Strike(long from, long to) {
    /** None: nothing may be repeated. */
    public static final Strike NONE = new Strike(0, -1);

    /** Whether a transaction was open when it struck. */
    boolean hit(Arrival arrival) {
        return arrival.began() <= to && arrival.ended() >= from;
    }

    /** Whether a transaction had ended before. */
    boolean after(Arrival arrival) {
        return arrival.ended() < from;
    }
}
