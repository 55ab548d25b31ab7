package io.migomail.mta.pace;

import java.io.Serializable;
import java.util.function.Consumer;

/** What PACE is asked from outside, as it reaches a process. Thread-safe. */
public interface PaceRequests extends AutoCloseable {
    /** What is to be canceled, complete up to the moment at which this was opened. */
    Cancels cancels();

    /** Who is not written to, complete up to the moment at which this was opened. */
    Suppressions suppressions();

    /**
     * Tells of cancels that may be undone, then of every further request, on any thread, until closed. The listener must
     * not block.
     */
    void listen(Consumer<PaceRequest> listener);

    @Override
    void close();

    /** How a task gets them on the machine where it runs. */
    @FunctionalInterface
    interface Source extends Serializable {
        /**
         * Blocks, within a bound of its own, until all cancels and suppressions are known.
         *
         * @throws IllegalStateException where that takes too long
         */
        PaceRequests open() throws InterruptedException;
    }

    /** Nobody asks anything. */
    static PaceRequests none() {
        return new PaceRequests() {
            @Override
            public Cancels cancels() {
                return Cancels.NONE;
            }

            @Override
            public Suppressions suppressions() {
                return Suppressions.NONE;
            }

            @Override
            public void listen(Consumer<PaceRequest> listener) {}

            @Override
            public void close() {}
        };
    }
}
