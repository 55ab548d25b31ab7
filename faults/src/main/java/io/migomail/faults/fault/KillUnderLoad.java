package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Strike;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.SystemUnderTest;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * kill -9 in mid burst at a message that the seed chooses, and a start over what was left: at once where nothing goes on
 * without it, else after a while. The load goes on all the time; messages of unknown fate are sent again with their keys.
 *
 * @param part what dies, see {@link SystemUnderTest#victim}
 */
record KillUnderLoad(String name, String title, String part, Doors doors) implements Fault {
    private static final int WAITING_OCTETS = 20_000;

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        try (Backlog backlog = new Backlog()) {
            Setup usual = Setup.usual();
            Map<String, String> routes = Map.of("MIGO_ROUTES", backlog.routes() + Setup.ROUTES);
            try (Trial trial = Trial.open(name, knobs, new Setup(usual.thinks(), usual.whims(), routes))) {
                int waiting = backlog.fill(trial, knobs.backlog(), WAITING_OCTETS);
                return run(trial, knobs, waiting);
            }
        }
    }

    private Result run(Trial trial, Knobs knobs, int waiting) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        int at = burst / 2 + new SplittableRandom(knobs.seed()).nextInt(burst / 2);
        SystemUnderTest system = trial.system();
        trial.warmUp(doors);
        String victim = system.victim(part);
        OpenLoad load = trial.load(doors).start();
        load.await(at);
        trial.awaitOpen();
        long from = trial.now();
        int open = trial.mx().open();
        int struck = load.sent();
        system.kill(victim);
        Strike strike = new Strike(from, trial.now());
        if (system.heals(part)) {
            load.await(load.sent() + (int) (knobs.rate() * knobs.pick(12, 40)));
        }
        system.start(victim);
        int repeated = load.finish(burst / 2);
        return trial.judge()
                .strike(strike)
                .during(load)
                .note(
                        "killed",
                        victim + " at message " + struck + " of " + load.sent() + ", " + open + " open at the MX")
                .note("waiting beside it", waiting + " messages of 20 KB")
                .note("sent again with their keys", Integer.toString(repeated))
                .result();
    }
}
