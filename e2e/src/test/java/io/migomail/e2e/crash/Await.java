package io.migomail.e2e.crash;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for a condition, bounded. */
final class Await {
    private static final Duration POLL = Duration.ofMillis(50);

    private Await() {}

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Returns when it holds; fails with what was waited for when it does not in time. */
    static void until(Duration bound, String what, Condition condition) {
        long end = System.nanoTime() + bound.toNanos();
        Exception last = null;
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + bound + " still waiting for " + what, last);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
