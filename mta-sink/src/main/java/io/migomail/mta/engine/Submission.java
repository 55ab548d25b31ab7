package io.migomail.mta.engine;

/** An attempt in the engine's hands. Thread-safe. */
public interface Submission {
    /** Whether the final dot may have left, so that only waiting can tell what became of the message. */
    boolean pastFinalDot();

    /** Gives the attempt up unless it is past the final dot: nothing more is sent, and no outcome is told. */
    void abandon();
}
