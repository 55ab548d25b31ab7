package io.migomail.mta.pace;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a key that are read whenever its queue is opened, so that nothing needs to be searched for then: the
 * rate limiter's, for each index an instant before which it has no slot, what rests as a whole, and what addresses that warm
 * up have sent. Mutable; one thread.
 */
public final class Marks {
    static final int COUNT = 1 + PaceState.Index.values().length;

    static final int CLASSES = 3;

    private static final int ARRIVAL = 0;

    private final long[] numbers;
    // Null = written by a build that did not count.
    private int @Nullable [] counts;
    private final Map<String, Holding> holdings = new TreeMap<>();
    private final Map<String, Share> shares = new TreeMap<>();

    Marks() {
        numbers = new long[COUNT];
        Arrays.fill(numbers, Long.MAX_VALUE);
        numbers[ARRIVAL] = 0;
        counts = new int[CLASSES];
    }

    Marks(long[] numbers, int @Nullable [] counts) {
        this.numbers = numbers.clone();
        this.counts = counts == null ? null : counts.clone();
    }

    /** The same numbers, for another owner. */
    Marks copy() {
        Marks copy = new Marks(numbers, counts);
        copy.holdings.putAll(holdings);
        copy.shares.putAll(shares);
        return copy;
    }

    /** What rests, by scope. */
    Collection<Holding> holdings() {
        return holdings.values();
    }

    @Nullable
    Holding holding(String scope) {
        return holdings.get(scope);
    }

    void setHolding(Holding holding) {
        holdings.put(holding.scope(), holding);
    }

    void removeHolding(String scope) {
        holdings.remove(scope);
    }

    /** What addresses sent that warm up, by address. */
    Collection<Share> shares() {
        return shares.values();
    }

    @Nullable
    Share share(String ip) {
        return shares.get(ip);
    }

    void setShare(Share share) {
        shares.put(share.ip(), share);
    }

    void removeShare(String ip) {
        shares.remove(ip);
    }

    /** How many deliveries of each class wait, by rank; null where that was never counted. */
    int @Nullable [] counts() {
        return counts == null ? null : counts.clone();
    }

    /** How many of this class wait; 0 where that was never counted. */
    int waiting(int rank) {
        return counts == null ? 0 : counts[rank];
    }

    void setCounts(int[] waiting) {
        counts = waiting.clone();
    }

    /** One more, or one less, of this class waits; nothing happens where that was never counted. */
    void count(int rank, int change) {
        if (counts != null) {
            counts[rank] += change;
        }
    }

    long[] numbers() {
        return numbers.clone();
    }

    /** Theoretical arrival time of the rate limiter, in microseconds since the epoch; 0 at first. */
    long arrival() {
        return numbers[ARRIVAL];
    }

    void setArrival(long micros) {
        numbers[ARRIVAL] = micros;
    }

    /** No slot of the index is before this instant; {@code Long.MAX_VALUE} where it has none. */
    long first(PaceState.Index index) {
        return numbers[place(index)];
    }

    void setFirst(PaceState.Index index, long instant) {
        numbers[place(index)] = instant;
    }

    // Stored numbers: a new index takes a new place.
    private static int place(PaceState.Index index) {
        return switch (index) {
            case CRITICAL -> 1;
            case HIGH -> 2;
            case NORMAL -> 3;
            case EXPIRY -> 4;
            case TOMBSTONES -> 5;
        };
    }
}
