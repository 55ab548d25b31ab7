package io.migomail.sdk;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a call that failed is tried again: after what the server asks for, and on top of it the upper half of
 * 0.5, 1, 2, 4, 8, 8, … seconds at random, so that those who failed together do not come back together.
 */
record Retries(int max, RandomGenerator random) {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 8_000;
    private static final int DOUBLINGS = 4;
    /** Who is asked to wait for longer is told so instead. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Answers that say that nothing was done. */
    private static final Set<String> NOTHING_DONE = Set.of("busy", "shutting_down");

    /** How long to wait; null = it is not tried again. {@code attempt} is that which failed, from 0. */
    @Nullable
    Duration after(Call call, int attempt, MigomailException failure) {
        Duration asked = failure.retryAfter() == null ? Duration.ZERO : failure.retryAfter();
        boolean may = failure.retryable() && (!call.once() || nothingDone(failure));
        if (!may || attempt >= max || asked.compareTo(PATIENCE) > 0) {
            return null;
        }
        long step = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, DOUBLINGS));
        return asked.plusNanos((long) (step * 1_000_000 * (0.5 + random.nextDouble() / 2)));
    }

    private static boolean nothingDone(MigomailException failure) {
        return failure.status() == 429 || failure.status() == 409 || NOTHING_DONE.contains(failure.code());
    }
}
