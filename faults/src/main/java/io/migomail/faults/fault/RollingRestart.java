package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.ClientEntry;
import io.migomail.faults.check.Fate;
import io.migomail.faults.check.Strike;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** F22: every process is ended and started again in good order, one after the other, under load. */
record RollingRestart() implements Fault {
    @Override
    public String name() {
        return "F22";
    }

    @Override
    public String title() {
        return "rolling restart of everything";
    }

    @Override
    public Set<Target> on() {
        return EnumSet.of(Target.SMALL, Target.FULL);
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int between = (int) (knobs.rate() * knobs.pick(3, 10));
        try (Trial trial = Trial.open(name(), knobs, Setup.usual())) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(between);
            long from = trial.now();
            List<String> names = trial.system().names();
            for (String name : names) {
                trial.system().renew(name);
                load.await(load.sent() + between);
            }
            Strike strike = new Strike(from, trial.now());
            int repeated = load.finish(between);
            return trial.judge()
                    .planned()
                    .strike(strike)
                    .during(load)
                    .and(Verdict.none("CLIENT ERRORS AFTER RETRY", errors(trial)))
                    .note("restarted", String.join(", ", names))
                    .note("sent again with their keys", Integer.toString(repeated))
                    .result();
        }
    }

    /** Refused by nobody but the network, or of unknown fate in spite of a key. */
    private static List<String> errors(Trial trial) {
        return trial.journal().entries().stream()
                .filter(entry -> entry.fate() == Fate.REJECTED && entry.code() == 0
                        || entry.fate() == Fate.UNKNOWN && !entry.key().isEmpty())
                .map(ClientEntry::id)
                .toList();
    }
}
