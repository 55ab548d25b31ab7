package io.migomail.ingress.track;

import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.TrackingLink;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often a link, or a report by mail, is counted in a minute, so that whoever asks for one a million times makes no million events. They share
 * {@link #SLOTS} counters: two that meet in one have the budget of one. Thread-safe, never blocks.
 */
public final class HitBudget {
    private static final int SLOTS = 1 << 16;
    private static final long NANOS = 60_000_000_000L;
    private static final int COUNT_BITS = 16;

    /** Of each slot: the minute, then how many in it. */
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    private final TimeSource time;
    private final long begin;

    /** With all of it left. */
    public HitBudget(TimeSource time) {
        this.time = time;
        this.begin = time.monotonicNanos();
    }

    /** Whether one more request for links of this kind of its delivery is counted. */
    boolean take(TrackingLink link) {
        return take(link.deliveryId(), link.kind().ordinal());
    }

    /** Whether one more fact of this kind about a delivery is counted. */
    public boolean take(String deliveryId, int kind) {
        int hash = deliveryId.hashCode() * 31 + kind;
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        long minute = (time.monotonicNanos() - begin) / NANOS + 1;
        long after = slots.updateAndGet(
                slot, held -> held >>> COUNT_BITS != minute ? minute << COUNT_BITS | 1 : held + 1 - over(held));
        return (after & (1 << COUNT_BITS) - 1) <= Limits.HITS_PER_MINUTE;
    }

    /** Beyond the budget nothing is added, so that a counter never runs over. */
    private static long over(long held) {
        return (held & (1 << COUNT_BITS) - 1) > Limits.HITS_PER_MINUTE ? 1 : 0;
    }
}
