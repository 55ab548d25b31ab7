package io.migomail.mta.pace;

import io.migomail.mta.Pool;
import java.util.List;

/**
 * Which of a pool's addresses an attempt uses. A delivery keeps its address across retries, because greylisting
 * remembers it; where the address was blamed it changes. One thread.
 */
final class Egress {
    private int turn;

    /** One of the addresses, of which there is at least one. */
    Pool.Address choose(List<Pool.Address> addresses, Past past, boolean first, Flight flight) {
        Pool.Address best = null;
        int least = Integer.MAX_VALUE;
        turn = (turn + 1) % addresses.size();
        for (int i = 0; i < addresses.size(); i++) {
            Pool.Address address = addresses.get((turn + i) % addresses.size());
            boolean last = !first && address.ip().equals(past.egressIp());
            if (last && !past.shunIp()) {
                return address;
            }
            int load = last ? Integer.MAX_VALUE - 1 : flight.using(address.ip());
            if (load < least) {
                least = load;
                best = address;
            }
        }
        return java.util.Objects.requireNonNull(best, "a pool without addresses");
    }
}
