package io.migomail.faults.load;

import io.migomail.faults.check.Fate;

/**
 * One answer to a load.
 *
 * @param sent instant of the send, nanoseconds of the monotonic clock
 * @param at instant of the answer
 */
public record Answered(long sent, long at, Fate fate, int code) {
    /** Whether it says: not now. */
    public boolean putOff() {
        return code == 503 || code / 10 == 45;
    }
}
