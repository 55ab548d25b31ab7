package io.migomail.mta.engine;

import io.migomail.core.TimeSource;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices that an event loop stood still: its process was stopped, or starved, for longer than those who watch it wait
 * before they give its work to another. From then on it stays stalled. On the loop.
 */
final class StallGuard {
    private static final long BEAT_MILLIS = 100;

    private final TimeSource time;
    private final long bound;
    private long last;
    private boolean watching;
    private volatile boolean stalled;

    /** @param bound longest standstill that is nothing; zero = any is */
    StallGuard(Duration bound, TimeSource time) {
        this.bound = bound.toNanos();
        this.time = time;
    }

    /** Begins to watch; without it the guard never finds anything. */
    void start(ScheduledExecutorService loop) {
        if (bound > 0) {
            last = time.monotonicNanos();
            watching = true;
            loop.scheduleWithFixedDelay(this::stalled, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** To be asked before anything that another process might be doing too by now. */
    boolean stalled() {
        if (watching) {
            long now = time.monotonicNanos();
            stalled |= now - last > bound;
            last = now;
        }
        return stalled;
    }

    /** Whether that has ever been found. On any thread. */
    boolean found() {
        return stalled;
    }
}
