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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * F13: a planned stop and a start as after an upgrade, with the delivery job at parallelism 4 and then at 2 again, while
 * some mail waits for its next attempt. The MX answers soon, so nothing may come twice.
 */
record Rescale() implements Fault {
    @Override
    public String name() {
        return "F13";
    }

    @Override
    public String title() {
        return "planned stop and start, the delivery job rescaled 2, 4, 2";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(5, 20));
        Setup usual = Setup.usual();
        Setup some = new Setup(usual.thinks(), new Whims(0.05, 0, 0, knobs.seed()), usual.settings());
        try (Trial trial = Trial.open(name(), knobs, some)) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            List<Strike> stops = new ArrayList<>();
            for (String parallelism : List.of("4", "2")) {
                trial.awaitOpen();
                long from = trial.now();
                trial.system().endAll();
                stops.add(new Strike(from, trial.now()));
                trial.system().startAll(Map.of("MIGO_PARALLELISM", parallelism));
                load.await(load.sent() + burst);
            }
            load.finish(0);
            return trial.judge()
                    .planned()
                    .strike(stops.get(0))
                    .strike(stops.get(1))
                    .during(load)
                    .within(Duration.ofMinutes(8))
                    .result();
        }
    }
}
