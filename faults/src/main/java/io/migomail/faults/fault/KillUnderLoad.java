package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Strike;
import io.migomail.faults.load.OpenLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * kill -9 in mid burst at a message that the seed chooses, and a start over what was left; the load goes on all the time,
 * and messages of unknown fate are sent again with their keys.
 *
 * @param part the process that dies; where the system is one process, all of it does
 */
record KillUnderLoad(String name, String title, String part, Doors doors) implements Fault {
    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        int at = burst / 2 + new SplittableRandom(knobs.seed()).nextInt(burst / 2);
        try (Trial trial = Trial.open(name, knobs, Setup.usual())) {
            OpenLoad load = trial.load(doors).start();
            load.await(at);
            trial.awaitOpen();
            long from = trial.now();
            int open = trial.mx().open();
            trial.system().kill(part);
            long to = trial.now();
            trial.system().restart(part);
            Strike strike = new Strike(from, to, trial.now() - to);
            load.await(load.sent() + burst / 2);
            load.end();
            load.join();
            int repeated = load.repeatUnknown(Duration.ofSeconds(30));
            return trial.judge()
                    .strike(strike)
                    .note("killed at message", at + " of " + load.sent() + ", " + open + " transactions open at the MX")
                    .note("sent again with their keys", Integer.toString(repeated))
                    .result();
        }
    }
}
