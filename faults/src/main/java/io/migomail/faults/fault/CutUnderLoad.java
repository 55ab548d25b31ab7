package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Strike;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.CutLink;
import io.migomail.faults.system.NotPermittedException;
import io.migomail.faults.system.SystemUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Two parts of a cluster do not hear each other for a while; all else goes on, and nothing dies.
 *
 * @param one what is cut off
 * @param other from what
 * @param brief for so many seconds in the short form
 * @param whole and in the long one
 */
record CutUnderLoad(String name, String title, Side one, Side other, int brief, int whole) implements Fault {
    /** Processes of a running system, to be asked before the load. */
    interface Side {
        List<String> of(SystemUnderTest system) throws IOException, InterruptedException;

        /** The one that a fault of that part hits. */
        static Side victim(String part) {
            return system -> List.of(system.victim(part));
        }

        /** All whose names begin with one of those words. */
        static Side all(String... kinds) {
            return system -> system.names().stream()
                    .filter(name -> List.of(kinds).contains(name.replaceFirst("-\\d+$", "")))
                    .toList();
        }
    }

    @Override
    public Set<Target> on() {
        return EnumSet.of(Target.SMALL, Target.FULL);
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        Duration length = Duration.ofSeconds(knobs.pick(brief, whole));
        try (Trial trial = Trial.open(name, knobs, Setup.usual())) {
            SystemUnderTest system = trial.system();
            List<String> ones = one.of(system);
            List<String> others = other.of(system);
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            trial.awaitOpen();
            long from = trial.now();
            Strike strike;
            try (CutLink link = CutLink.between(pids(system, ones), pids(system, others))) {
                strike = new Strike(from, trial.now());
                trial.pause(length);
            } catch (NotPermittedException e) {
                return Result.skipped(name, knobs.seed(), String.valueOf(e.getMessage()));
            }
            int repeated = load.finish(2 * burst);
            return trial.judge()
                    .strike(strike)
                    .during(load)
                    .note("cut", ones + " from " + others + " for " + length.toSeconds() + " s")
                    .note("jobs failed over", Long.toString(system.jobRestarts()))
                    .note("sent again with their keys", Integer.toString(repeated))
                    .result();
        }
    }

    private static List<Long> pids(SystemUnderTest system, List<String> names) {
        return names.stream().flatMap(name -> system.pids(name).stream()).toList();
    }
}
