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

/**
 * SIGSTOP in mid burst, SIGCONT later: its peers time out, nothing dies.
 *
 * @param part what stands still, see {@link io.migomail.faults.system.SystemUnderTest#victim}
 * @param brief for so many seconds in the short form
 * @param whole and in the long one
 */
record StopUnderLoad(String name, String title, String part, int brief, int whole) implements Fault {
    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        Duration stopped = Duration.ofSeconds(knobs.pick(brief, whole));
        try (Trial trial = Trial.open(name, knobs, Setup.usual())) {
            String victim = trial.system().victim(part);
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            trial.awaitOpen();
            long from = trial.now();
            trial.system().stop(victim);
            Strike strike = new Strike(from, trial.now());
            trial.pause(stopped);
            trial.system().cont(victim);
            int repeated = load.finish(2 * burst);
            return trial.judge()
                    .strike(strike)
                    .during(load)
                    .note("stopped", victim + " for " + stopped.toSeconds() + " s")
                    .note("sent again with their keys", Integer.toString(repeated))
                    .result();
        }
    }
}
