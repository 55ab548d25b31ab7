package io.migomail.faults.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.bench.load.Schedule;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Strike;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.Api;
import io.migomail.faults.system.KeptCheckpoint;
import io.migomail.faults.system.SystemUnderTest;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * F25: a checkpoint of the accounting job is put aside while a webhook's target refuses everything; much later all is killed
 * under load, and the job begins again there, while the delivery job goes on from its newest. What it had stored since comes again and
 * counts once, and what waited for the target is sent.
 */
record OldCheckpoint() implements Fault {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    @Override
    public String name() {
        return "F25";
    }

    @Override
    public String title() {
        return "the accounting job begins again at an old checkpoint";
    }

    @Override
    public Set<Target> on() {
        return EnumSet.of(Target.ONE);
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.open("faults-checkpoint");
                EventStoreOutside store = new EventStoreOutside(knobs);
                Trial trial = Trial.open(name(), knobs, store.of(Setup.usual()))) {
            return run(trial, knobs, scratch);
        }
    }

    private static Result run(Trial trial, Knobs knobs, Scratch scratch) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 60));
        OpenLoad first = trial.load(Doors.BOTH).start();
        first.await(burst);
        trial.hooks().deaf(true);
        KeptCheckpoint kept = KeptCheckpoint.next(
                trial.system().data().resolve("checkpoints"), scratch.folder(), "accounting", LONGEST);
        first.finish(2 * burst);
        trial.judge().settle(knobs.bound());
        trial.awaitEvents(knobs.bound());
        String stats = "/v1/stats?group_by=class,endpoint&from=%s&to=%s"
                .formatted(Instant.ofEpochMilli(trial.time().wallMillis()).minusSeconds(7200), now(trial));
        JsonNode before = stats(trial, stats);
        long storedOnce = trial.system().eventStore().again();

        Schedule more = Schedule.poisson(knobs.rate(), 100 * burst, knobs.seed());
        OpenLoad second = trial.load(Doors.BOTH, more, "more", Trial.DOMAIN).start();
        second.await(burst / 2);
        trial.awaitOpen();
        long from = trial.now();
        trial.system().kill(SystemUnderTest.ALL);
        Strike strike = new Strike(from, trial.now());
        kept.putBack();
        trial.hooks().deaf(false);
        trial.system().start(SystemUnderTest.ALL);
        int repeated = second.finish(burst);
        trial.judge().settle(knobs.bound());
        trial.awaitEvents(knobs.bound());
        JsonNode after = stats(trial, stats);
        long again = trial.system().eventStore().again() - storedOnce;
        return trial.judge()
                .strike(strike)
                .during(second)
                .counted()
                .and(Verdict.that("STORED AGAIN", again > 0, "nothing was, so nothing was tried"))
                .and(Verdict.that("SAME STATISTICS", before.equals(after), before + " became " + after))
                .note("begun again at", kept.name() + " of the accounting job, " + again + " events stored again")
                .note("statistics", before.toString())
                .note("sent again with their keys", Integer.toString(repeated))
                .result();
    }

    private static Instant now(Trial trial) {
        return Instant.ofEpochMilli(trial.time().wallMillis());
    }

    private static JsonNode stats(Trial trial, String path) throws IOException, InterruptedException {
        long end = trial.now() + LONGEST.toNanos();
        Api.Reply reply = trial.api().get(path);
        while (reply.status() != 200 && trial.now() < end) {
            trial.pause(Duration.ofMillis(200));
            reply = trial.api().get(path);
        }
        if (reply.status() != 200 || reply.body().path("data").isEmpty()) {
            throw new IOException("no statistics: " + reply);
        }
        return reply.body().path("data");
    }
}
