package io.migomail.mta.pace;

import io.migomail.core.TimeSource;
import io.migomail.mta.PoolDirectory;
import java.io.Serializable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What PACE gets from outside; travels to the machines where it runs.
 *
 * @param pools opened once per task
 * @param time clock of the tasks
 * @param random for jitter
 * @param hold how long after a restore outcomes are read before attempts begin again
 */
public record PaceSetup(PoolDirectory.Source pools, Clock time, Dice random, Duration hold) implements Serializable {
    /** Time enough to read what the previous life wrote. */
    public static final Duration HOLD = Duration.ofMillis(500);

    /** How a task gets its clock. */
    @FunctionalInterface
    public interface Clock extends Serializable {
        TimeSource open();
    }

    /** How a task gets its randomness. */
    @FunctionalInterface
    public interface Dice extends Serializable {
        RandomGenerator open();
    }

    /** The machine's clock and randomness. */
    public static PaceSetup of(PoolDirectory.Source pools) {
        return new PaceSetup(pools, () -> TimeSource.SYSTEM, RandomGenerator::getDefault, HOLD);
    }
}
