package io.migomail.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, closed in reverse order; one failure does not keep the others open. Thread-safe. */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /** Adds a part, and gives it back. */
    synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            throw new IllegalStateException("already closed");
        }
        started.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) { // AutoCloseable's edge: the others must still be closed
                LOG.warn("{} did not close", part, e);
            }
        }
    }
}
