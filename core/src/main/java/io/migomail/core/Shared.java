package io.migomail.core;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a process has once for each key: opened by the first who takes it, and closed a while after the last has left, so
 * that a job that starts again at once finds what it had. Thread-safe; whoever takes one waits while it, or another, is
 * being opened.
 *
 * @param <T> what is shared; it is used by several at once
 */
public final class Shared<K, T> {
    /** How long a job may be away: longer than any restart takes. */
    public static final Duration LINGER = Duration.ofSeconds(20);

    /** How one comes to be. */
    @FunctionalInterface
    public interface Opener<T, E extends Exception> {
        /** @throws E where it does not: nothing is kept then */
        T open() throws E;
    }

    private static final class Held<T> {
        final T value;
        int users;
        boolean kept = true;

        @Nullable
        ScheduledFuture<?> end;

        Held(T value) {
            this.value = value;
        }
    }

    private final Map<K, Held<T>> all = new HashMap<>();
    private final Consumer<T> closer;
    private final Consumer<T> renewer;
    private final Duration linger;
    private final ScheduledExecutorService timer;

    /** Closed on a thread of the process's own, {@link #LINGER} after the last has left. */
    public Shared(Consumer<T> closer) {
        this(closer, value -> {});
    }

    /** @param renewer prepares one that its last user has left for those who come next; nobody uses it meanwhile */
    public Shared(Consumer<T> closer, Consumer<T> renewer) {
        this(closer, renewer, LINGER, Timer.THREAD);
    }

    Shared(Consumer<T> closer, Consumer<T> renewer, Duration linger, ScheduledExecutorService timer) {
        this.closer = closer;
        this.renewer = renewer;
        this.linger = linger;
        this.timer = timer;
    }

    /** Made with the first that lingers. */
    private static final class Timer {
        static final ScheduledExecutorService THREAD = thread();

        private static ScheduledExecutorService thread() {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "shared");
                thread.setDaemon(true);
                return thread;
            });
            timer.setRemoveOnCancelPolicy(true);
            return timer;
        }
    }

    /** The one of this key; the opener is asked where there is none. */
    public <E extends Exception> Lease<T> take(K key, Opener<T, E> opener) throws E {
        synchronized (all) {
            Held<T> held = all.get(key);
            if (held == null) {
                held = new Held<>(opener.open());
                all.put(key, held);
            }
            if (held.end != null) {
                held.end.cancel(false);
                held.end = null;
                renewer.accept(held.value);
            }
            held.users++;
            return new Use(key, held);
        }
    }

    /** One user's hold. Thread-safe; to be closed, which a second time does nothing. */
    public interface Lease<T> extends AutoCloseable {
        /** What is shared. */
        T value();

        /** Nobody who comes later gets this one: it is closed as soon as its last user has left, now where that is so. */
        void retire();

        @Override
        void close();
    }

    private final class Use implements Lease<T> {
        private final K key;
        private final Held<T> held;
        private final AtomicBoolean left = new AtomicBoolean();

        Use(K key, Held<T> held) {
            this.key = key;
            this.held = held;
        }

        @Override
        public T value() {
            return held.value;
        }

        @Override
        public void retire() {
            boolean unused;
            synchronized (all) {
                unused = held.kept && held.users == 0;
                drop(key, held);
            }
            if (unused) {
                closer.accept(held.value);
            }
        }

        @Override
        public void close() {
            if (!left.compareAndSet(false, true)) {
                return;
            }
            boolean last;
            synchronized (all) {
                last = --held.users == 0 && !held.kept;
                if (held.users == 0 && held.kept) {
                    held.end = timer.schedule(() -> end(key, held), linger.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
            if (last) {
                closer.accept(held.value);
            }
        }
    }

    private void end(K key, Held<T> held) {
        synchronized (all) {
            if (held.users > 0 || !held.kept) {
                return;
            }
            drop(key, held);
        }
        closer.accept(held.value);
    }

    private void drop(K key, Held<T> held) {
        held.kept = false;
        all.remove(key, held);
    }
}
