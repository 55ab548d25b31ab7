package io.migomail.jobs.delivery;

import io.migomail.control.ControlPlane;
import io.migomail.control.ControlView;
import io.migomail.core.KafkaAddress;
import io.migomail.core.TimeSource;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SuspendedDestination;
import io.migomail.jobs.JobConfig;
import io.migomail.mta.Pool;
import io.migomail.mta.PoolDirectory;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The control view's pools in PACE's terms. Thread-safe. */
final class Pools {
    private Pools() {}

    /** The pool that carries a message: its account's oldest for stream and environment; null = none. */
    static @Nullable IpPool of(ControlView view, MessageHead head) {
        var pools = view.pools(head.getAccountId(), head.getStream(), head.getEnvironment());
        return pools.isEmpty() ? null : pools.get(0);
    }

    /** A directory that follows the control plane of the process that opens it. */
    static PoolDirectory.Source directory(JobConfig config) {
        return () -> {
            // Kept for the life of the process: the directory has no close, and the replica is shared.
            ControlPlane control = shared(config.kafka());
            return id -> pool(control.view().pool(id));
        };
    }

    static @Nullable Pool pool(@Nullable IpPool pool) {
        if (pool == null) {
            return null;
        }
        return new Pool(
                pool.getId(),
                pool.getAccountId(),
                pool.getStream(),
                pool.getEnvironment(),
                pool.getIpsList().stream()
                        .map(ip -> new Pool.Address(
                                ip.getAddress(), ip.getEhloName(), ip.getWarmUpSince(), ip.getSuspendedAt() > 0))
                        .toList(),
                suspension(pool));
    }

    private static Pool.Suspension suspension(IpPool pool) {
        if (pool.getSuspendedAt() == 0 && pool.getSuspendedDestinationsCount() == 0) {
            return Pool.Suspension.NONE;
        }
        return new Pool.Suspension(
                pool.getSuspendedAt() > 0,
                pool.getSuspendedDestinationsList().stream()
                        .map(SuspendedDestination::getDestination)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static ControlPlane shared(KafkaAddress kafka) {
        try {
            return ControlPlane.shared(kafka, TimeSource.SYSTEM);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the control plane was read", e);
        }
    }
}
