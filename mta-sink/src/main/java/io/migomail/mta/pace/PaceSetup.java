package io.migomail.mta.pace;

import io.migomail.core.TimeSource;
import io.migomail.mta.PoolDirectory;
import io.migomail.mta.RouteLookup;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * What PACE gets from outside; travels to the machines where it runs.
 *
 * @param pools opened once per task
 * @param time clock of the tasks
 * @param random for jitter
 * @param fences how a task that starts marks the ends of the journal
 * @param requests opened once per task
 * @param routes opened once per task
 */
public record PaceSetup(
        PoolDirectory.Source pools,
        Clock time,
        Dice random,
        FenceWriter fences,
        PaceRequests.Source requests,
        RouteLookup.Source routes)
        implements Serializable {
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
    public static PaceSetup of(
            PoolDirectory.Source pools, FenceWriter fences, PaceRequests.Source requests, RouteLookup.Source routes) {
        return new PaceSetup(pools, () -> TimeSource.SYSTEM, RandomGenerator::getDefault, fences, requests, routes);
    }
}
