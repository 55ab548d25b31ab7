package io.migomail.mta.sink;

import io.migomail.core.Shared;
import io.migomail.core.Shared.Lease;
import io.migomail.core.TimeSource;
import io.migomail.mta.engine.DeliveryEngine;
import io.migomail.mta.engine.EngineConfig;
import io.migomail.mta.engine.EngineWorld;
import java.util.random.RandomGenerator;

/**
 * One engine per process and configuration. It outlives a restart of the job, and with it the warm connections; one that
 * stood still does not. Thread-safe.
 */
final class SharedEngine implements AutoCloseable {
    private static final Shared<EngineConfig, DeliveryEngine> RUNNING = new Shared<>(DeliveryEngine::close);

    private final Lease<DeliveryEngine> lease;

    private SharedEngine(Lease<DeliveryEngine> lease) {
        this.lease = lease;
    }

    /** The process's engine; each acquisition is to be closed. */
    static SharedEngine acquire(SinkConfig config) {
        EngineConfig key = config.engine();
        return new SharedEngine(RUNNING.take(
                key,
                () -> new DeliveryEngine(
                        key,
                        new EngineWorld(
                                config.pools().open(),
                                config.lookup().open(),
                                config.nodes().open()),
                        TimeSource.SYSTEM,
                        RandomGenerator.getDefault())));
    }

    DeliveryEngine engine() {
        return lease.value();
    }

    @Override
    public void close() {
        if (lease.value().stoodStill()) {
            lease.retire();
        }
        lease.close();
    }
}
