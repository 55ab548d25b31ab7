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
import java.util.concurrent.locks.LockSupport;

/** SIGSTOP in mid burst, SIGCONT later: clients time out, nothing dies. */
record StopUnderLoad(String name, String title, String part) implements Fault {
    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(4, 20));
        Duration stopped = knobs.pick(Duration.ofSeconds(12), Duration.ofSeconds(45));
        try (Trial trial = Trial.open(name, knobs, Setup.usual())) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            trial.awaitOpen();
            long from = trial.now();
            trial.system().stop(part);
            long to = trial.now();
            while (trial.now() - to < stopped.toNanos()) {
                LockSupport.parkNanos(stopped.toNanos() - (trial.now() - to));
            }
            trial.system().cont(part);
            Strike strike = new Strike(from, trial.now(), 0);
            load.await(load.sent() + burst);
            load.end();
            load.join();
            int repeated = load.repeatUnknown(Duration.ofSeconds(30));
            return trial.judge()
                    .strike(strike)
                    .note("stopped for", stopped.toSeconds() + " s")
                    .note("sent again with their keys", Integer.toString(repeated))
                    .result();
        }
    }
}
