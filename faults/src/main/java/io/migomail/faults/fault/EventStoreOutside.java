package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.system.OwnEventStore;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event store that can be read past the product and ended alone: a cluster's own, or one beside a one-process run. */
final class EventStoreOutside implements AutoCloseable {
    private static final String PART = "clickhouse";

    private final Scratch scratch = Scratch.open("faults-store");
    private final @Nullable OwnEventStore own;

    EventStoreOutside(Knobs knobs) throws IOException, InterruptedException {
        try {
            own = knobs.target() == Target.ONE ? OwnEventStore.start(scratch, knobs.home()) : null;
        } catch (IOException | InterruptedException e) {
            scratch.close();
            throw e;
        }
    }

    /** The same trial with it. */
    Setup of(Setup setup) {
        Map<String, String> settings = new HashMap<>(setup.settings());
        if (own != null) {
            settings.putAll(own.settings());
        }
        return new Setup(setup.thinks(), setup.whims(), settings);
    }

    /** kill -9. */
    void kill(Trial trial) throws IOException, InterruptedException {
        if (own == null) {
            trial.system().kill(PART);
        } else {
            own.kill();
        }
    }

    /** Starts it again; returns when it serves. */
    void again(Trial trial) throws IOException, InterruptedException {
        if (own == null) {
            trial.system().start(PART);
        } else {
            own.again();
        }
    }

    @Override
    public void close() {
        scratch.close();
    }
}
