package io.migomail.faults.fault;

import io.migomail.faults.Judgement;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Strike;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.mx.Whims;
import io.migomail.faults.system.SystemUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * UPGRADE: an older build makes topics, tables and checkpoints under load and is ended in good order; this build starts on
 * what it left, while some mail waits for its next attempt (not in the short form) and some is scheduled. ROLLBACK goes on
 * from there: this build is ended as well, and the older one starts on what that left. The MX answers soon, so nothing may
 * come twice; what clients had arranged with one build holds in the next. In ROLLBACK-KILL each dies instead, so that the next
 * one has checkpoints to go on from and no savepoint, as where a Deployment of Flink is replaced.
 *
 * @param back whether the older build takes over again
 * @param killed whether each dies by kill -9
 */
record Upgrade(boolean back, boolean killed) implements Fault {
    @Override
    public String name() {
        return (back ? "ROLLBACK" : "UPGRADE") + (killed ? "-KILL" : "");
    }

    @Override
    public String title() {
        String upgrade =
                "an older build (--from) is " + (killed ? "killed" : "ended") + ", this one starts on its data";
        return back ? upgrade + ", then the older one on this one's" : upgrade;
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        Knobs older = knobs.older();
        int burst = (int) (knobs.rate() * knobs.pick(5, 20));
        Setup usual = Setup.usual();
        // What is put off has its next attempt minutes later: the short form has the scheduled message instead.
        Whims whims = knobs.pick(Whims.NONE, new Whims(0.05, 0, 0, knobs.seed()));
        Setup some = new Setup(usual.thinks(), whims, usual.settings());
        try (Trial trial = Trial.open(name(), older, some)) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            List<Strike> stops = new ArrayList<>();
            List<String> broken = new ArrayList<>();
            for (Path next : back ? List.of(knobs.home(), older.home()) : List.of(knobs.home())) {
                Arranged arranged =
                        Arranged.with(trial, "arranged" + stops.size(), Duration.ofSeconds(knobs.pick(60, 120)));
                stops.add(change(trial, next));
                load.await(load.sent() + burst);
                broken.addAll(arranged.broken(trial, knobs.bound()));
            }
            int repeated = load.finish(burst);
            Judgement judgement = trial.judge().during(load).within(Duration.ofMinutes(8));
            if (!killed) {
                judgement.planned();
            }
            stops.forEach(judgement::strike);
            return judgement
                    .and(Verdict.none("NOT AS ARRANGED", broken))
                    .note("sent again with their keys", Integer.toString(repeated))
                    .result();
        }
    }

    private Strike change(Trial trial, Path to) throws IOException, InterruptedException {
        trial.awaitOpen();
        long from = trial.now();
        if (killed) {
            trial.system().kill(SystemUnderTest.ALL);
        } else {
            trial.system().endAll();
        }
        Strike stop = new Strike(from, trial.now());
        trial.system().upgrade(to);
        return stop;
    }
}
