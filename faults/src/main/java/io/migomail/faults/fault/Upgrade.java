package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Strike;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.mx.Whims;
import java.io.IOException;
import java.time.Duration;

/**
 * UPGRADE: an older build makes topics, tables and checkpoints under load and is ended in good order; this build starts on
 * what it left, while some mail waits for its next attempt (not in the short form) and some is scheduled. The MX answers soon, so nothing may come
 * twice; what clients had arranged with the older build holds.
 */
record Upgrade() implements Fault {
    @Override
    public String name() {
        return "UPGRADE";
    }

    @Override
    public String title() {
        return "an older build (--from) is ended, this one starts on its data";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(5, 20));
        Setup usual = Setup.usual();
        // What is put off has its next attempt minutes later: the short form has the scheduled message instead.
        Whims whims = knobs.pick(Whims.NONE, new Whims(0.05, 0, 0, knobs.seed()));
        Setup some = new Setup(usual.thinks(), whims, usual.settings());
        try (Trial trial = Trial.open(name(), knobs.older(), some)) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            Arranged arranged = Arranged.with(trial, Duration.ofSeconds(knobs.pick(60, 120)));
            trial.awaitOpen();
            long from = trial.now();
            trial.system().endAll();
            Strike stop = new Strike(from, trial.now());
            trial.system().upgrade(knobs.home());
            load.await(load.sent() + burst);
            int repeated = load.finish(burst);
            return trial.judge()
                    .planned()
                    .strike(stop)
                    .during(load)
                    .within(Duration.ofMinutes(8))
                    .and(arranged.holds(trial, knobs.bound()))
                    .note("sent again with their keys", Integer.toString(repeated))
                    .result();
        }
    }
}
