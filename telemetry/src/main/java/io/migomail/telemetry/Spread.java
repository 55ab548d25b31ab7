package io.migomail.telemetry;

/** One series of a histogram. Thread-safe; allocates nothing. */
@FunctionalInterface
public interface Spread {
    /** Nobody observes. */
    Spread NONE = value -> {};

    /** @param value in the unit of the metric, so seconds of a duration */
    void observe(double value);

    /** A duration. */
    default void nanos(long nanos) {
        observe(nanos / 1e9);
    }
}
