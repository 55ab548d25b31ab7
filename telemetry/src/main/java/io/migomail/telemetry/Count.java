package io.migomail.telemetry;

/** One series of a counter. Thread-safe; allocates nothing. */
@FunctionalInterface
public interface Count {
    /** Nobody counts. */
    Count NONE = n -> {};

    /** @param n at least 0 */
    void add(long n);

    /** Adds 1. */
    default void one() {
        add(1);
    }
}
