package io.migomail.core;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * A wall clock for what waits: it follows the machine's as long as that goes evenly, and goes on evenly itself where the
 * machine's is set, so that nothing expires or is repeated because somebody turned a clock. Instants in
 * records are brought to this one by {@link #toSteady}. Thread-safe. A new one begins with the machine's clock as it is.
 */
public final class SteadyTime implements TimeSource {
    /** More than this between two readings is a step; less is drift or a correction, and is followed. */
    static final Duration STEP = Duration.ofSeconds(2);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final TimeSource machine;
    private final LongConsumer onStep;
    private long skew;
    private int steps;
    private long wall;
    private long nanos;

    /**
     * A clock that agrees with the machine's now.
     *
     * @param onStep told by how many milliseconds the machine's clock was set, each time that it is noticed; on the thread
     *     that reads
     */
    public SteadyTime(TimeSource machine, LongConsumer onStep) {
        this.machine = machine;
        this.onStep = onStep;
        wall = machine.wallMillis();
        nanos = machine.monotonicNanos();
    }

    @Override
    public synchronized long wallMillis() {
        return read() - skew;
    }

    @Override
    public long monotonicNanos() {
        return machine.monotonicNanos();
    }

    /** The machine's clock, steps and all: for what others read. */
    public TimeSource machine() {
        return machine;
    }

    /**
     * An instant of a record in this clock's terms. The record may have been written before the machine's clock was set or
     * after: whichever makes it the younger one is taken.
     *
     * @param stamped instant at which the record was written, by the same clock as {@code instant}
     */
    public synchronized long toSteady(long instant, long stamped) {
        long now = read();
        boolean after = Math.abs(now - stamped) <= Math.abs(now - skew - stamped);
        return after ? instant - skew : instant;
    }

    /** An instant of this clock as the machine's clock shows it now: for timers that the machine's clock drives. */
    public synchronized long toMachine(long instant) {
        read();
        return instant + skew;
    }

    /** How often the machine's clock was set since this one began, as far as it was noticed. */
    public synchronized int steps() {
        return steps;
    }

    private long read() {
        long nowNanos;
        long nowWall;
        do {
            // Both at the same moment: a process that is stopped between the two has seen no step.
            nowNanos = machine.monotonicNanos();
            nowWall = machine.wallMillis();
        } while (machine.monotonicNanos() - nowNanos > STEP.toNanos() / 4);
        long off = nowWall - wall - (nowNanos - nanos) / NANOS_PER_MILLI;
        if (Math.abs(off) > STEP.toMillis()) {
            skew += off;
            steps++;
            onStep.accept(off);
        }
        wall = nowWall;
        nanos = nowNanos;
        return nowWall;
    }
}
