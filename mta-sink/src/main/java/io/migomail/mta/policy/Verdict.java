package io.migomail.mta.policy;

import io.migomail.core.Blame;
import io.migomail.core.Hold;
import io.migomail.core.OutcomeKind;
import java.time.Duration;

/**
 * What follows from a failure.
 *
 * @param code coded reason, empty where the reply says it
 * @param retryAfter the hint in the reply, zero = none
 */
public record Verdict(Action action, Blame blame, Category category, String code, Duration retryAfter) {
    /** Whether the message may have arrived all the same. */
    public boolean uncertain() {
        return code.equals(OutcomeKind.UNCERTAIN);
    }

    /** What to do. */
    public enum Action {
        /** Try the next address or host within this attempt. */
        NEXT_HOST(Hold.NONE),
        /** End the attempt; the delivery waits for another one. */
        DEFER(Hold.NONE),
        /** The same, from another address of the pool: this one is refused and rests. */
        OTHER_IP(Hold.ADDRESS),
        /** The same, and everything else for this destination waits with it: it would hear the same. */
        DEFER_GROUP(Hold.GROUP),
        /** End the delivery. */
        BOUNCE(Hold.NONE);

        private final Hold hold;

        Action(Hold hold) {
            this.hold = hold;
        }

        /** Who waits with the delivery. */
        public Hold hold() {
            return hold;
        }
    }
}
