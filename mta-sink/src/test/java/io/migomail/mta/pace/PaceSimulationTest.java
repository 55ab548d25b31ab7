package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PACE against a destination that misbehaves at random, with crashes and replays; reproducible by its seed. */
class PaceSimulationTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyDeliveryHasExactlyOneFinalOutcomeAndNoLimitIsExceeded(long seed) {
        Simulation simulation = new Simulation(seed, true);
        simulation.run(3000);
        simulation.drain();
        simulation.check();
        assertTrue(simulation.deliveries() > 500, "only " + simulation.deliveries() + " deliveries");
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105})
    void withoutCrashesNothingIsAttemptedTwice(long seed) {
        Simulation simulation = new Simulation(seed, false);
        simulation.run(3000);
        simulation.drain();
        simulation.check();
        assertEquals(0, simulation.repeatedAttempts());
    }

    @Test
    void theSameSeedMakesTheSameRun() {
        Simulation one = new Simulation(42, true);
        Simulation two = new Simulation(42, true);
        one.run(1000);
        two.run(1000);
        assertEquals(one.trace(), two.trace());
    }
}
