package io.migomail.mta.pace;

import io.migomail.core.MessageClass;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** When a delivery is attempted again. A code that lives ten minutes cannot wait for a twenty-minute retry. */
final class RetrySchedule {
    private static final long[] CRITICAL = millis(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5));
    private static final long[] OTHERS = millis(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4));
    private static final double JITTER = 0.1;
    private static final long LEAST = 1000;
    private static final long LATER = 5000;
    private static final int TRUSTED = 3;
    private static final long MOST_CRITICAL = Duration.ofMinutes(5).toMillis();
    private static final long MOST = Duration.ofHours(4).toMillis();

    private final RandomGenerator random;

    RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /** The instant of the next attempt of a delivery that failed so many times (from 1), up to a tenth later. */
    long next(int rank, int failures, long now) {
        long[] steps = rank == MessageClass.CRITICAL.rank() ? CRITICAL : OTHERS;
        long step = steps[Math.min(Math.max(failures, 1), steps.length) - 1];
        return now + step + (long) (step * JITTER * random.nextDouble());
    }

    /**
     * The same where the destination named an instant (0 = it did not): its wish counts, up to a tenth and at most five
     * seconds later, but neither for ever nor beyond what is of use. From the fourth failure on it can only put off.
     */
    long next(int rank, int failures, long now, long hint) {
        if (hint == 0) {
            return next(rank, failures, now);
        }
        long most = rank == MessageClass.CRITICAL.rank() ? MOST_CRITICAL : MOST;
        long wait = Math.min(Math.max(hint - now, LEAST), most);
        long wished = now + wait + (long) (Math.min(wait * JITTER, LATER) * random.nextDouble());
        return failures <= TRUSTED ? wished : Math.max(wished, next(rank, failures - TRUSTED, now));
    }

    /** At once, from another address. */
    long soon(long now) {
        return now + LEAST;
    }

    private static long[] millis(Duration... steps) {
        return Stream.of(steps)
                .flatMapToLong(step -> LongStream.of(step.toMillis()))
                .toArray();
    }
}
