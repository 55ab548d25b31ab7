package io.migomail.mta.pace;

import io.migomail.core.SteadyTime;
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
    /** How a task gets its clock: the one that measured what it finds in its state. */
    @FunctionalInterface
    public interface Clock extends Serializable {
        SteadyTime open();
    }

    /** How a task gets its randomness. */
    @FunctionalInterface
    public interface Dice extends Serializable {
        RandomGenerator open();
    }

    /** The process's clock and the machine's randomness. */
    public static PaceSetup of(
            PoolDirectory.Source pools, FenceWriter fences, PaceRequests.Source requests, RouteLookup.Source routes) {
        return new PaceSetup(pools, () -> ProcessTime.STEADY, RandomGenerator::getDefault, fences, requests, routes);
    }
}
