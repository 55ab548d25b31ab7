package io.migomail.bench.load;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * When each message is due, in nanoseconds after the start of the load. Immutable. Latency counts from these instants, so
 * a system that stalls cannot hide the queue that grows meanwhile. A closed loop has no due times: a message is due when a
 * connection is free for it.
 */
public final class Schedule {
    private static final double SECOND = 1e9;

    private final int count;
    private final long @Nullable [] offsets;

    private Schedule(int count, long @Nullable [] offsets) {
        this.count = count;
        this.offsets = offsets;
    }

    /** Messages at even distances; {@code rate} is in messages per second and positive. */
    public static Schedule even(double rate, int count) {
        long[] offsets = new long[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = Math.round(i * SECOND / rate);
        }
        return new Schedule(count, offsets);
    }

    /** Poisson arrivals: exponential gaps with the mean 1/{@code rate}; the same seed gives the same schedule. */
    public static Schedule poisson(double rate, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] offsets = new long[count];
        double at = 0;
        for (int i = 0; i < count; i++) {
            offsets[i] = Math.round(at);
            at -= Math.log(1 - random.nextDouble()) * SECOND / rate;
        }
        return new Schedule(count, offsets);
    }

    /** From none to {@code rate} messages a second, rising evenly over so many seconds; both positive. */
    public static Schedule rising(double rate, double seconds) {
        int count = (int) (rate * seconds / 2);
        long[] offsets = new long[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = Math.round(Math.sqrt((double) i / count) * seconds * SECOND);
        }
        return new Schedule(count, offsets);
    }

    /** As fast as the connections go. */
    public static Schedule closed(int count) {
        return new Schedule(count, null);
    }

    /** Number of messages. */
    public int count() {
        return count;
    }

    /** Whether messages have due times. */
    public boolean open() {
        return offsets != null;
    }

    /**
     * Nanoseconds from the start to the instant message {@code n} is due.
     *
     * @throws IllegalStateException in a closed loop
     */
    public long offset(int n) {
        if (offsets == null) {
            throw new IllegalStateException("a closed loop has no due times");
        }
        return offsets[n];
    }
}
