package io.migomail.ingress.intake;

import io.migomail.core.Bounded;
import io.migomail.core.TimeSource;
import java.time.Duration;
import java.util.Map;

/**
 * Makes guessing slow: the answer to a failed login waits longer the more logins failed of late from the same client
 * address or for the same user. Successful logins are never delayed. Thread-safe; remembers a bounded number of both.
 */
public final class LoginGuard {
    private static final int REMEMBERED = 10_000;
    private static final long FIRST_MILLIS = 250;
    private static final int DOUBLINGS_MAX = 5;
    private static final long FORGET_NANOS = Duration.ofMinutes(10).toNanos();

    private record Failures(int count, long at) {}

    private final TimeSource time;
    private final Map<String, Failures> failures = Bounded.recentlyUsed(REMEMBERED);

    public LoginGuard(TimeSource time) {
        this.time = time;
    }

    /** Counts a failure; how long its answer waits. */
    public Duration failed(String clientAddress, String user) {
        synchronized (failures) {
            int count = Math.max(count("ip " + clientAddress), count("user " + user));
            return delay(count);
        }
    }

    /** How long the next login of that client address or user has still to wait after those that failed. */
    public Duration wait(String clientAddress, String user) {
        synchronized (failures) {
            return Duration.ofNanos(Math.max(waitOf("ip " + clientAddress), waitOf("user " + user)));
        }
    }

    private long waitOf(String key) {
        Failures before = failures.get(key);
        return before == null
                ? 0
                : Math.max(0, before.at() + delay(before.count()).toNanos() - time.monotonicNanos());
    }

    private static Duration delay(int count) {
        return Duration.ofMillis(FIRST_MILLIS << Math.min(count - 1, DOUBLINGS_MAX));
    }

    private int count(String key) {
        long now = time.monotonicNanos();
        Failures before = failures.get(key);
        int count = before == null || now - before.at() > FORGET_NANOS ? 1 : before.count() + 1;
        failures.put(key, new Failures(count, now));
        return count;
    }
}
