package io.migomail.egress;

import io.migomail.core.EgressLimits;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again whether each source can be bound; once before it is there. Thread-safe. */
final class SourceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

    private final OwnedSources sources;
    private final ScheduledExecutorService thread;
    private volatile List<InetAddress> unbindable = List.of();

    SourceWatch(OwnedSources sources) {
        this.sources = sources;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "egress-sources");
            made.setDaemon(true);
            return made;
        });
        look();
        long every = EgressLimits.SOURCE_CHECK.toMillis();
        thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    private void look() {
        List<InetAddress> found = sources.unbindable();
        if (!found.equals(unbindable)) {
            LOG.warn("sources that cannot be bound: {}", found);
        }
        unbindable = found;
    }

    /** One was found unbindable: looks at once. */
    void suspect() {
        if (!thread.isShutdown()) {
            thread.execute(this::look);
        }
    }

    /** As of the last look. */
    List<InetAddress> unbindable() {
        return unbindable;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
