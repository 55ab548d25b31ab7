package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.check.Strike;
import io.migomail.faults.load.OpenLoad;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** F5: the network between the system, ingress and jobs alike, and its broker is dead for a while. */
record NetworkCut() implements Fault {
    @Override
    public String name() {
        return "F5";
    }

    @Override
    public String title() {
        return "the network to Kafka is cut, healed later";
    }

    @Override
    public Set<Target> on() {
        return EnumSet.of(Target.ONE);
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        Duration length = Duration.ofSeconds(knobs.pick(12, 60));
        try (Scratch scratch = Scratch.open("faults-log");
                BrokerOutside outside =
                        new BrokerOutside(knobs, scratch.folder().resolve("kafka"));
                Trial trial = Trial.open(name(), knobs, outside.setup())) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            trial.awaitOpen();
            long from = trial.now();
            outside.proxy().cut();
            Strike strike = new Strike(from, trial.now());
            trial.pause(length);
            outside.proxy().heal();
            load.finish(2 * burst);
            return trial.judge()
                    .strike(strike)
                    .during(load)
                    .note("cut for", length.toSeconds() + " s")
                    .result();
        }
    }
}
