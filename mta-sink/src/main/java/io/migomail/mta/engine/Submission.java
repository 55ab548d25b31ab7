package io.migomail.mta.engine;

/** An attempt in the engine's hands. Thread-safe. */
public interface Submission {
    /** Whether the final dot may have left, so that only waiting can tell what became of the message. */
    boolean pastFinalDot();

    /**
     * Gives the attempt up unless it is past the final dot: nothing more is sent, and no outcome is told. Then calls
     * {@code gone} on an I/O thread; an attempt that has ended or is past the final dot never calls it.
     */
    void abandon(Runnable gone);
}
