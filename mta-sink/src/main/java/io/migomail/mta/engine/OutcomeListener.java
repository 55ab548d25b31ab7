package io.migomail.mta.engine;

import io.migomail.core.record.Outcome;

/** Takes what became of an attempt. Called on I/O threads: must not block, must not throw. */
@FunctionalInterface
public interface OutcomeListener {
    /** Exactly one outcome other than DISPATCHED per attempt, after at most one DISPATCHED. */
    void onOutcome(Outcome outcome);

    /** The process stood still too long: nothing of this attempt will be told, and no more of it is sent. */
    default void onStall() {}

    /** Asked before MAIL; while false the attempt holds still, within its deadline. */
    default boolean mayStart() {
        return true;
    }
}
