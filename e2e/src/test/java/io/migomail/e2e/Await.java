package io.migomail.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits on a condition, never for a time. */
public final class Await {
    /** Generous: the machine that runs these tests has two cores for broker, engine, both jobs and the peers. */
    public static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private Await() {}

    /** What {@code look} gives once it is good; an AssertionError with what was seen last after {@link #PATIENCE}. */
    public static <T> T until(String what, Callable<T> look, Predicate<T> good) throws Exception {
        return until(what, PATIENCE, look, good);
    }

    /** What {@code look} gives once it is good; an AssertionError with what was seen last after {@code bound}. */
    public static <T> T until(String what, Duration bound, Callable<T> look, Predicate<T> good) throws Exception {
        long end = System.nanoTime() + bound.toNanos();
        while (true) {
            T seen = look.call();
            if (good.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " did not come within " + bound + "; last seen: " + seen);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
