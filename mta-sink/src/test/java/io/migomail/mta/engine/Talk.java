package io.migomail.mta.engine;

import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Reply;
import io.migomail.mta.policy.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What one host does with one attempt, in milliseconds from its beginning; {@link #NEVER} where it does not come to that.
 *
 * @param mail MAIL is written
 * @param dot the final dot is written
 * @param kept the host has taken the message, whatever it says then
 * @param end the reply that ends it, or its failure
 * @param accepted the positive reply to the dot, else null
 * @param failure what went wrong, else null; with neither the attempt ends at its deadline
 * @param silent the stage at which a host without an end is silent
 */
public record Talk(
        long mail,
        long dot,
        long kept,
        long end,
        @Nullable Reply accepted,
        @Nullable Failure failure,
        Stage silent) {
    public static final long NEVER = -1;
}
