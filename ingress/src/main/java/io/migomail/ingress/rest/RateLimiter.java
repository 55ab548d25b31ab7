package io.migomail.ingress.rest;

import io.migomail.core.TimeSource;
import io.migomail.ingress.intake.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket per API key, of this node alone: it protects the node, it does not meter. How fast one fills is for the
 * account's plan to say. Thread-safe. Keys that are
 * not valid never get here, so there are as many buckets as keys in use.
 */
final class RateLimiter {
    private static final long SECOND = 1_000_000_000L;

    /** What a request is told. */
    record Verdict(boolean allowed, long limit, long remaining, long resetSeconds) {}

    private static final class Bucket {
        double tokens;
        long at;
    }

    private final int nodePerSecond;
    private final TimeSource time;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** @param nodePerSecond requests per second and key, and how many may come at once, whatever the plan */
    RateLimiter(int nodePerSecond, TimeSource time) {
        this.nodePerSecond = nodePerSecond;
        this.time = time;
    }

    Verdict take(Caller caller) {
        long now = time.monotonicNanos();
        int perSecond = perSecond(caller);
        Bucket bucket = bucket(caller, now);
        synchronized (bucket) {
            double refilled = bucket.tokens + (double) Math.max(0, now - bucket.at) * perSecond / SECOND;
            bucket.tokens = Math.min(perSecond, refilled);
            bucket.at = Math.max(bucket.at, now);
            boolean allowed = bucket.tokens >= 1;
            if (allowed) {
                bucket.tokens--;
            }
            long reset = (long) Math.ceil((perSecond - bucket.tokens) / perSecond);
            return new Verdict(allowed, perSecond, (long) Math.max(0, bucket.tokens), reset);
        }
    }

    /** A request that was let in does the work of so many more: the ones after it wait for them. */
    void charge(Caller caller, int more) {
        Bucket bucket = bucket(caller, time.monotonicNanos());
        synchronized (bucket) {
            bucket.tokens -= more;
        }
    }

    private int perSecond(Caller caller) {
        return Math.min(nodePerSecond, caller.plan().requestsPerSecond());
    }

    private Bucket bucket(Caller caller, long now) {
        return buckets.computeIfAbsent(caller.actorId(), id -> {
            Bucket fresh = new Bucket();
            fresh.tokens = perSecond(caller);
            fresh.at = now;
            return fresh;
        });
    }
}
