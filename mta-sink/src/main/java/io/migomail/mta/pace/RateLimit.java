package io.migomail.mta.pace;

/**
 * A token bucket as one number (GCRA): attempts at an average rate, a burst after a pause. One thread; the number lives
 * in state. A life begins with an empty bucket: the state is that of a checkpoint, and an earlier life went on after it.
 */
final class RateLimit {
    private static final long MICROS = 1_000_000;
    private static final long MICROS_PER_MILLI = 1000;

    private final PaceState state;
    private final long interval;
    private final long tolerance;
    private final Marks marks;
    private long arrival;

    RateLimit(PaceState state, Marks marks, double perSecond, int burst, long since) {
        this.state = state;
        this.marks = marks;
        this.interval = perSecond == 0 ? 0 : Math.max(1, (long) Math.ceil(MICROS / perSecond));
        this.tolerance = interval * (burst - 1);
        long empty = since * MICROS_PER_MILLI + tolerance + interval;
        this.arrival = interval == 0 ? 0 : Math.max(marks.arrival(), empty);
    }

    /** The first instant, in milliseconds, at which an attempt may begin; not after {@code now} where one may now. */
    long freeAt(long now) {
        if (interval == 0) {
            return now;
        }
        // A clock that was set back must not hold mail for as long as it was set back.
        arrival = Math.min(arrival, now * MICROS_PER_MILLI + tolerance + interval);
        return -Math.floorDiv(-(arrival - tolerance), MICROS_PER_MILLI);
    }

    /** Takes the token of an attempt that begins now. */
    void take(long now) {
        if (interval == 0) {
            return;
        }
        long micros = now * MICROS_PER_MILLI;
        arrival = Math.max(arrival, micros) + interval;
        marks.setArrival(arrival);
        state.setMarks(marks);
    }
}
