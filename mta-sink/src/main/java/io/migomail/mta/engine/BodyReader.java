package io.migomail.mta.engine;

import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodyStore;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An engine's way to the body store: blocking reads on a few threads of its own, answers on the event loop that asked.
 * Each attempt has at most one reading under way, so the queue is no longer than the attempts in flight. Thread-safe.
 */
final class BodyReader {
    private static final int THREADS = 4;
    private static final long IDLE_SECONDS = 30;

    /** Something to be read; on one of the reader's threads. */
    @FunctionalInterface
    interface Reading<T> {
        T read(BodyStore store) throws IOException;
    }

    /** Takes what was read, or why not; on the event loop. Exactly one of the two is null. */
    @FunctionalInterface
    interface Answer<T> {
        void come(@Nullable T read, @Nullable BodyException failure);
    }

    private final BodyStore store;
    private final ThreadPoolExecutor threads;

    BodyReader(BodyStore store) {
        this.store = store;
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("body-read", true),
                new ThreadPoolExecutor.DiscardPolicy()); // closed: attempts under way end without an outcome
        threads.allowCoreThreadTimeOut(true);
    }

    /** Never blocks. After {@link #close} nothing is answered. */
    <T> void read(EventExecutor loop, Reading<T> reading, Answer<T> answer) {
        threads.execute(() -> {
            T read = null;
            BodyException failure = null;
            try {
                read = reading.read(store);
            } catch (BodyException e) {
                failure = e;
            } catch (IOException | RuntimeException e) {
                failure = new BodyException(BodyException.Kind.AWAY, "the body store failed: " + e, e);
            }
            answer(loop, answer, read, failure);
        });
    }

    private static <T> void answer(
            EventExecutor loop, Answer<T> answer, @Nullable T read, @Nullable BodyException failure) {
        try {
            loop.execute(() -> answer.come(read, failure));
        } catch (RejectedExecutionException e) {
            return; // the engine is closed, nobody waits any more
        }
    }

    void close() {
        threads.shutdownNow();
    }
}
