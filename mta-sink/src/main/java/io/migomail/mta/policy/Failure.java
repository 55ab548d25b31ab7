package io.migomail.mta.policy;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong at one host.
 *
 * @param reply the negative reply; null where there was none
 * @param detail for humans: what was waited for, where, how long
 */
public record Failure(Stage stage, Cause cause, @Nullable Reply reply, String detail) {
    /** A negative reply. */
    public static Failure of(Stage stage, Reply reply) {
        return new Failure(stage, Cause.REPLY, reply, "");
    }

    /** Anything but a reply. */
    public static Failure of(Stage stage, Cause cause, String detail) {
        return new Failure(stage, cause, null, detail);
    }
}
