package io.migomail.standalone.cluster;

import io.migomail.core.TimeSource;
import io.migomail.standalone.StartException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for other processes, which call nobody: bounded polls. */
final class Waiting {
    private static final Duration POLL = Duration.ofMillis(50);

    private Waiting() {}

    /**
     * Returns when the probe says yes.
     *
     * @throws StartException that says what was waited for, and the last reason against it, after the bound
     */
    static void until(Duration bound, String what, Part.Probe probe) throws InterruptedException {
        long end = TimeSource.SYSTEM.monotonicNanos() + bound.toNanos();
        IOException last = null;
        while (true) {
            try {
                if (probe.serves()) {
                    return;
                }
                last = null;
            } catch (IOException e) {
                last = e;
            }
            if (TimeSource.SYSTEM.monotonicNanos() > end) {
                throw new StartException(
                        "after " + bound.toSeconds() + " s still waiting for " + what
                                + (last == null ? "" : ": " + last.getMessage()),
                        last);
            }
            pause();
        }
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(POLL.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for a process");
        }
    }
}
