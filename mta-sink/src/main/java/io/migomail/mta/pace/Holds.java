package io.migomail.mta.pace;

import io.migomail.mta.Pool;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits as a whole: the destination, where it turns everybody away or cannot be reached, and each source address
 * that it refuses. Rests grow with every strike in a row and end with the first success; after a rest one attempt at a
 * time goes until one succeeds. Lives in the key's marks. One thread.
 */
final class Holds {
    static final String GROUP = "group";
    static final String ADDRESS = "address ";

    private static final long[] GROUP_RESTS = {5_000, 15_000, 45_000, 120_000, 300_000};
    private static final long[] ADDRESS_RESTS = {15_000, 45_000, 120_000, 300_000, 900_000};
    // Our own node: whether it is back costs nobody else anything.
    private static final long[] SOURCE_RESTS = {2_000, 5_000, 10_000, 20_000, 30_000};
    private static final long LONGEST = Duration.ofMinutes(15).toMillis();

    private final PaceState state;
    private final Marks marks;

    Holds(PaceState state, Marks marks) {
        this.state = state;
        this.marks = marks;
    }

    /** Why the whole destination rests; null where it does not. */
    @Nullable
    DelayReason group(long now) {
        Holding holding = marks.holding(GROUP);
        return holding != null && rests(holding, now) ? holding.reason() : null;
    }

    /** The instant at which the destination's rest ends; not after {@code now} where it does not rest. */
    long groupUntil(long now) {
        Holding holding = marks.holding(GROUP);
        return holding != null && rests(holding, now) ? holding.until() : now;
    }

    /** Whether one attempt feels for a destination that turned away all others before it; no second one may go then. */
    boolean felt(Flight flight) {
        Holding holding = marks.holding(GROUP);
        return holding != null && holding.until() > holding.since() && flight.beganSince(holding.until()) > 0;
    }

    /** Those of the addresses that do not rest, in their order. */
    List<Pool.Address> free(List<Pool.Address> addresses, long now) {
        return marks.holdings().isEmpty()
                ? addresses
                : addresses.stream()
                        .filter(a -> addressUntil(a.ip(), now) <= now)
                        .toList();
    }

    /** Those that an attempt may leave from: free, and no other attempt feels whether a source of ours is back. */
    List<Pool.Address> usable(List<Pool.Address> addresses, Flight flight, long now) {
        return marks.holdings().isEmpty()
                ? addresses
                : free(addresses, now).stream()
                        .filter(a -> !feels(a.ip(), flight))
                        .toList();
    }

    private boolean feels(String ip, Flight flight) {
        Holding holding = marks.holding(ADDRESS + ip);
        return holding != null && ours(holding.reason()) && flight.usingSince(ip, holding.until()) > 0;
    }

    /** Why none of the addresses is usable: what holds that one which may be tried first. */
    DelayReason why(List<Pool.Address> addresses, long now) {
        return addresses.stream()
                .min(Comparator.comparingLong(a -> addressUntil(a.ip(), now)))
                .map(a -> marks.holding(ADDRESS + a.ip()))
                .map(Holding::reason)
                .orElse(DelayReason.BLOCKED);
    }

    /** The first instant at which one of the addresses that rest is free; {@code Long.MAX_VALUE} where none rests. */
    long freeAt(List<Pool.Address> addresses, long now) {
        return addresses.stream()
                .mapToLong(a -> addressUntil(a.ip(), now))
                .filter(until -> until > now)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long addressUntil(String ip, long now) {
        Holding holding = marks.holding(ADDRESS + ip);
        return holding != null && rests(holding, now) ? holding.until() : now;
    }

    /** A clock that was set back must not hold mail for as long as it was set back. */
    private static boolean rests(Holding holding, long now) {
        return holding.until() > now && holding.until() - now <= LONGEST;
    }

    /**
     * The destination turned away an attempt that was emitted at {@code emitted}, wishing to be left alone for so many
     * milliseconds (0 = no wish). One host that is out of reach may be one customer's of many: only the second in a row
     * counts.
     */
    void strikeGroup(DelayReason reason, long emitted, long now, long wish) {
        int tolerance = reason == DelayReason.UNREACHABLE ? 2 : 1;
        strike(GROUP, GROUP_RESTS, reason, new Strike(emitted, now, wish, tolerance));
    }

    /** A source address was refused; where that was only behind RCPT, the second time in a row counts. */
    void strikeAddress(String ip, long emitted, long now, boolean definite) {
        strike(ADDRESS + ip, ADDRESS_RESTS, DelayReason.BLOCKED, new Strike(emitted, now, 0, definite ? 1 : 2));
    }

    /** A source address could not be used: the node that owns it, or this machine, did not serve it. */
    void strikeSource(String ip, long emitted, long now) {
        strike(ADDRESS + ip, SOURCE_RESTS, DelayReason.EGRESS, new Strike(emitted, now, 0, 1));
    }

    private record Strike(long emitted, long now, long wish, int tolerance) {}

    private void strike(String scope, long[] rests, DelayReason reason, Strike strike) {
        Holding before = marks.holding(scope);
        if (before != null && strike.emitted < before.since()) {
            return;
        }
        int strikes = before == null || ours(before.reason()) != ours(reason) ? 1 : before.strikes() + 1;
        int counted = strikes - strike.tolerance;
        long rest = counted < 0 ? 0 : rests[Math.min(counted, rests.length - 1)];
        long until = strike.now + Math.min(Math.max(rest, strike.wish), LONGEST);
        marks.setHolding(new Holding(scope, strike.now, until, strikes, reason));
        state.setMarks(marks);
    }

    private static boolean ours(DelayReason reason) {
        return reason == DelayReason.EGRESS;
    }

    /** The destination took or judged a mail: it speaks to us again. */
    void heard() {
        clear(GROUP);
    }

    /** A mail from that address was taken. */
    void taken(String ip) {
        clear(ADDRESS + ip);
    }

    /** Something left from that address: our side of it is well. */
    void left(String ip) {
        Holding holding = marks.holding(ADDRESS + ip);
        if (holding != null && ours(holding.reason())) {
            clear(ADDRESS + ip);
        }
    }

    private void clear(String scope) {
        if (marks.holding(scope) != null) {
            marks.removeHolding(scope);
            state.setMarks(marks);
        }
    }
}
