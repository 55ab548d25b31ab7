package io.migomail.mta.sink;

import io.migomail.core.TimeSource;
import io.migomail.mta.engine.DeliveryEngine;
import io.migomail.mta.engine.EngineConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One engine per process and configuration, started by its first user and closed behind its last. Thread-safe. */
final class SharedEngine implements AutoCloseable {
    private static final Map<EngineConfig, SharedEngine> RUNNING = new HashMap<>();

    private final EngineConfig key;
    private final DeliveryEngine engine;
    private int users;

    private SharedEngine(SinkConfig config) {
        key = config.engine();
        engine = new DeliveryEngine(
                key, config.pools().open(), config.lookup().open(), TimeSource.SYSTEM, RandomGenerator.getDefault());
    }

    /** The process's engine; each acquisition is to be closed once. */
    static SharedEngine acquire(SinkConfig config) {
        synchronized (RUNNING) {
            SharedEngine shared = RUNNING.get(config.engine());
            if (shared == null) {
                shared = new SharedEngine(config);
                RUNNING.put(config.engine(), shared);
            }
            shared.users++;
            return shared;
        }
    }

    DeliveryEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        synchronized (RUNNING) {
            if (--users > 0) {
                return;
            }
            RUNNING.remove(key);
        }
        engine.close();
    }
}
