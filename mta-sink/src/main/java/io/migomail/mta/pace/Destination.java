package io.migomail.mta.pace;

import io.migomail.core.MessageClass;
import io.migomail.core.PaceKey;
import io.migomail.mta.Pool;
import io.migomail.mta.PoolDirectory;
import io.migomail.mta.shaping.Shaping;
import java.util.List;

/** What a pace key stands for: whom it reaches, how hard, and from which addresses. */
public record Destination(PaceKey key, Shaping shaping, PoolDirectory pools) {
    /** The pool's addresses from which mail may leave at this moment; none where it is suspended, or there is no such pool. */
    List<Pool.Address> addresses() {
        Pool pool = pools.pool(key.poolId());
        return pool == null ? List.of() : pool.open(key.group());
    }

    /** Whether the pool has addresses, if only suspended ones. */
    boolean hasAddresses() {
        Pool pool = pools.pool(key.poolId());
        return pool != null && !pool.addresses().isEmpty();
    }

    /** Attempts that may be in flight for a delivery of this class to go. */
    int credits(int rank) {
        return rank == MessageClass.CRITICAL.rank()
                ? shaping.maxConnections()
                : shaping.maxConnections() - shaping.reservedForCritical();
    }
}
