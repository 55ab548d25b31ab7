package io.migomail.faults.check;

/** What a client knows of a message after it sent it. */
public enum Fate {
    /** The system took responsibility. */
    OK,
    /** The system refused it, or nobody listened: it must never arrive. */
    REJECTED,
    /** No answer, or one that leaves open whether it was stored. */
    UNKNOWN
}
