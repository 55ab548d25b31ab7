package io.migomail.mta.pace;

import io.migomail.mta.Pool;
import java.util.List;

/**
 * Which of a pool's addresses an attempt uses. A delivery keeps its address across retries, because greylisting
 * remembers it; where the address was blamed it changes. Else it is the one with the least in flight, of those first
 * that have not sent their share of a day of their warm-up. One thread.
 */
final class Egress {
    private static final int SPENT = 1;
    private static final int SHUNNED = 2;

    private final WarmingUp warmingUp;
    private int turn;

    Egress(WarmingUp warmingUp) {
        this.warmingUp = warmingUp;
    }

    /** One of the addresses, of which there is at least one. */
    Pool.Address choose(List<Pool.Address> addresses, Past past, boolean first, Flight flight, long now) {
        Pool.Address best = null;
        long least = Long.MAX_VALUE;
        turn = (turn + 1) % addresses.size();
        for (int i = 0; i < addresses.size(); i++) {
            Pool.Address address = addresses.get((turn + i) % addresses.size());
            boolean last = !first && address.ip().equals(past.egressIp());
            if (last && !past.shunIp()) {
                return address;
            }
            int rank = last ? SHUNNED : warmingUp.spent(address, now) ? SPENT : 0;
            long order = ((long) rank << Integer.SIZE) + flight.using(address.ip());
            if (order < least) {
                least = order;
                best = address;
            }
        }
        return java.util.Objects.requireNonNull(best, "a pool without addresses");
    }
}
