package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Fate;
import io.migomail.faults.check.Strike;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** F7: kill -9 of two of three brokers: what could not be stored twice must be refused; then they are back. */
record MajorityDown() implements Fault {
    private static final List<String> DEAD = List.of("broker-1", "broker-2");

    @Override
    public String name() {
        return "F7";
    }

    @Override
    public String title() {
        return "kill -9 of two of three brokers, started again later";
    }

    @Override
    public Set<Target> on() {
        return EnumSet.of(Target.FULL);
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        try (Trial trial = Trial.open(name(), knobs, Setup.usual())) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            trial.awaitOpen();
            long from = trial.now();
            for (String name : DEAD) {
                trial.system().kill(name);
            }
            Strike strike = new Strike(from, trial.now());
            trial.pause(Duration.ofSeconds(knobs.pick(10, 45)));
            long healing = trial.now();
            for (String name : DEAD) {
                trial.system().start(name);
            }
            load.finish(burst);
            long taken = load.answered().stream()
                    .filter(answer -> answer.fate() == Fate.OK && answer.sent() > strike.to() && answer.at() < healing)
                    .count();
            return trial.judge()
                    .strike(strike)
                    .during(load)
                    .and(Verdict.that("WRITES REFUSED", taken == 0, taken + " were taken with one broker of three"))
                    .result();
        }
    }
}
