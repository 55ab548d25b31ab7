package io.migomail.faults.fault;

import io.migomail.bench.load.Schedule;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Strike;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.fault.CutUnderLoad.Side;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.SystemUnderTest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** F8-BACKLOG: all TaskManagers are dead while far more octets are accepted than one has memory; then they start. */
record BacklogOfOutage() implements Fault {
    private static final int OCTETS = 48 * 1024;
    private static final double RATE = 100;

    @Override
    public String name() {
        return "F8-BACKLOG";
    }

    @Override
    public String title() {
        return "kill -9 of every TaskManager; started when large mails are waiting";
    }

    @Override
    public Set<Target> on() {
        return EnumSet.of(Target.SMALL, Target.FULL);
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int count = knobs.count(2_500, 20_000);
        try (Trial trial = Trial.open(name(), knobs, Setup.usual())) {
            SystemUnderTest system = trial.system();
            List<String> dead = Side.all("tm").of(system);
            long from = trial.now();
            for (String name : dead) {
                system.kill(name);
            }
            Strike strike = new Strike(from, trial.now());
            OpenLoad load = trial.load(
                            Doors.REST,
                            Schedule.even(RATE, count),
                            trial.mails("large", Trial.DOMAIN).larger(OCTETS))
                    .start();
            load.join();
            for (String name : dead) {
                system.start(name);
            }
            load.finish(0);
            trial.judge().settle(knobs.bound());
            return trial.judge()
                    .strike(strike)
                    .and(Verdict.none("ENDED BY THEMSELVES", ended(system, dead)))
                    .note("waiting", count + " messages of 48 KiB")
                    .result();
        }
    }

    private static List<String> ended(SystemUnderTest system, List<String> names) {
        return names.stream()
                .filter(name -> system.pids(name).stream()
                        .noneMatch(pid -> ProcessHandle.of(pid).isPresent()))
                .toList();
    }
}
