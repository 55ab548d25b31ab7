package io.migomail.jobs.accounting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Flink's state declares {@code Exception}; state that cannot be read is ours to crash on. */
final class StateAccess {
    private StateAccess() {}

    /** A write to state. */
    @FunctionalInterface
    interface Write {
        void run() throws Exception;
    }

    @SuppressWarnings("NullAway") // absent state is null; NullAway's Callable cannot say so
    static <T> @Nullable T read(Callable<T> read) {
        try {
            return read.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) { // Flink's state declares Exception; any of them ends the task
            throw new IllegalStateException("state cannot be read", e);
        }
    }

    static void write(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) { // Flink's state declares Exception; any of them ends the task
            throw new IllegalStateException("state cannot be written", e);
        }
    }
}
