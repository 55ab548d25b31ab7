package io.migomail.bench.mx;

import io.migomail.core.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each message of a run was first accepted, on the monotonic clock, and how many came again. Thread-safe. */
public final class Arrivals {
    private final String run;
    private final AtomicLongArray first;
    private final AtomicInteger distinct = new AtomicInteger();
    private final AtomicInteger duplicates = new AtomicInteger();

    /** @param run name of the run; messages of another one are not ours */
    public Arrivals(String run, int count) {
        this.run = run;
        this.first = new AtomicLongArray(count);
    }

    /** Notes the acceptance of what bears {@code id}; false where it is not of this run. */
    public boolean accepted(String id, long at) {
        int n = number(id);
        if (n < 0 || n >= first.length()) {
            return false;
        }
        if (first.compareAndSet(n, 0, at)) {
            distinct.incrementAndGet();
            synchronized (this) {
                notifyAll();
            }
        } else {
            duplicates.incrementAndGet();
        }
        return true;
    }

    /** The instant message {@code n} was first accepted; 0 where it was not yet. */
    public long at(int n) {
        return first.get(n);
    }

    /** Messages accepted at least once. */
    public int distinct() {
        return distinct.get();
    }

    /** Acceptances beyond the first of each message. */
    public int duplicates() {
        return duplicates.get();
    }

    /** Waits for {@code wanted} messages, but gives up after {@code quiet} without a further one; says whether they came. */
    public synchronized boolean await(int wanted, Duration quiet, TimeSource time) throws InterruptedException {
        long since = time.monotonicNanos();
        int seen = distinct.get();
        while (distinct.get() < wanted) {
            long left = since + quiet.toNanos() - time.monotonicNanos();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
            if (distinct.get() != seen) {
                seen = distinct.get();
                since = time.monotonicNanos();
            }
        }
        return true;
    }

    private int number(String id) {
        if (!id.startsWith(run + "-")) {
            return -1;
        }
        try {
            return Integer.parseInt(id.substring(run.length() + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
