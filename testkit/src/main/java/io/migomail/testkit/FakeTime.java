package io.migomail.testkit;

import io.migomail.core.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Clocks that move only when told. Thread-safe. */
public final class FakeTime implements TimeSource {
    /** Where {@link #FakeTime()} starts. */
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private long wallMillis;
    private long monotonicNanos;

    /** Time that stands at {@link #START}. */
    public FakeTime() {
        this(START);
    }

    /** Time that stands at that instant. */
    public FakeTime(Instant start) {
        wallMillis = start.toEpochMilli();
        monotonicNanos = 1_000_000_000L;
    }

    /** Both clocks go on. */
    public synchronized FakeTime advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the monotonic clock never goes back; see stepWall");
        }
        wallMillis += by.toMillis();
        monotonicNanos += by.toNanos();
        return this;
    }

    /** The wall clock alone jumps, as when an operator sets it. */
    public synchronized FakeTime stepWall(Duration by) {
        wallMillis += by.toMillis();
        return this;
    }

    @Override
    public synchronized long wallMillis() {
        return wallMillis;
    }

    @Override
    public synchronized long monotonicNanos() {
        return monotonicNanos;
    }
}
