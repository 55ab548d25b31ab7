package io.migomail.core;

/** Time as an argument: wall clock and monotonic clock apart. Thread-safe. */
public interface TimeSource {
    /** The machine's clocks. */
    TimeSource SYSTEM = new TimeSource() {
        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public long monotonicNanos() {
            return System.nanoTime();
        }
    };

    /** Milliseconds since the epoch; may jump. For instants that are shown or stored. */
    long wallMillis();

    /** Nanoseconds from an arbitrary origin; never goes back. For measuring spans and time-outs. */
    long monotonicNanos();
}
