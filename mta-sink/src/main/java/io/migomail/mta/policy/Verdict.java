package io.migomail.mta.policy;

import io.migomail.core.Blame;
import java.time.Duration;

/**
 * What follows from a failure.
 *
 * @param code coded reason, empty where the reply says it
 * @param retryAfter the hint in the reply, zero = none
 */
public record Verdict(Action action, Blame blame, Category category, String code, Duration retryAfter) {
    /** What to do. */
    public enum Action {
        /** Try the next address or host within this attempt. */
        NEXT_HOST,
        /** End the attempt; the delivery waits for another one. */
        DEFER,
        /** End the delivery. */
        BOUNCE
    }
}
