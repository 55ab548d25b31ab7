package io.migomail.mta.simulation;

import java.util.List;

/** One run of the system in virtual time, decided by its seed. */
final class Simulation {
    private static final long MINUTE = 60_000;
    // The largest runs take a tenth of it.
    private static final long MOST_STEPS = 1_000_000;

    private final World world;
    private final Timeline time;

    Simulation(long seed, Fakes fakes, int remembered) {
        Dice dice = new Dice(seed);
        Scenario scenario = Casting.of(dice.split());
        time = new Timeline(remembered);
        world = new World(scenario, time, dice.split(), fakes);
    }

    /** Lets it happen and checks it. */
    Simulation run() {
        world.open();
        inspect();
        if (world.scenario.gait().odd()) {
            oddity();
        }
        long lastCrash = world.scenario.crashes().stream()
                .mapToLong(Scenario.Crash::at)
                .max()
                .orElse(0);
        long least = Math.max(world.scenario.activeUntil(), lastCrash) + MINUTE;
        long most = world.scenario.arrivals().stream()
                        .mapToLong(a -> a.at() + a.life())
                        .max()
                        .orElse(0)
                + 60 * MINUTE
                + least
                - Timeline.START;
        while (!world.checker.allEnded()
                || time.now() < least
                || world.process().passed() < 0) {
            if (time.now() > most || !time.step()) {
                break;
            }
            if (time.steps() > MOST_STEPS) {
                throw new Violation("LOOP", "no end after " + MOST_STEPS + " steps");
            }
        }
        world.checker.inspect();
        world.checker.end();
        return this;
    }

    private void inspect() {
        long gap = world.active() ? world.dice.spread(200, 20_000) : world.dice.spread(1_000, 30 * MINUTE);
        time.in(gap, () -> {
            world.checker.inspect();
            inspect();
        });
    }

    private void oddity() {
        time.in(world.dice.spread(50, MINUTE), () -> {
            world.process().oddity();
            if (world.active()) {
                oddity();
            }
        });
    }

    World world() {
        return world;
    }

    /** The last steps, oldest first. */
    List<String> said() {
        return time.said();
    }

    /** What the journal holds in the end, so that two runs can be compared. */
    String journal() {
        StringBuilder all = new StringBuilder();
        for (int partition = 0; partition < world.journal.partitions(); partition++) {
            for (int offset = 0; offset < world.journal.size(partition); offset++) {
                all.append(world.journal.get(partition, offset)).append('\n');
            }
        }
        return all.toString();
    }
}
