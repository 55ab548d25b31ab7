package io.migomail.faults.fault;

import io.migomail.bench.load.Schedule;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.ClientEntry;
import io.migomail.faults.check.Fate;
import io.migomail.faults.check.Strike;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * F19: kill -9 of ClickHouse in mid insert, as events come all the time, and a start on the data it left after a while. Mail goes on
 * meanwhile as if nothing were, and events are derived and told to webhooks; at the end the store has exactly the events of the journals,
 * and its windows what those say.
 */
record EventStoreAway() implements Fault {
    private static final int AFTER_SECONDS = 300;
    /** Mail that waited for the store would wait for all of the time that it is away. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "F19";
    }

    @Override
    public String title() {
        return "kill -9 of ClickHouse in mid insert, started again later";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        try (EventStoreOutside store = new EventStoreOutside(knobs);
                Trial trial = Trial.open(name(), knobs, store.of(Setup.usual()))) {
            return run(trial, store, knobs);
        }
    }

    private static Result run(Trial trial, EventStoreOutside store, Knobs knobs)
            throws IOException, InterruptedException {
        Duration away = knobs.away(12, 600);
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        trial.warmUp(Doors.BOTH);
        OpenLoad load = load(trial, knobs, away).start();
        load.await(burst);
        trial.awaitOpen();
        long from = trial.now();
        store.kill(trial);
        Strike strike = new Strike(from, trial.now());
        trial.pause(away.dividedBy(2));
        long half = trial.now();
        long arrived = arrived(trial);
        trial.pause(away.dividedBy(2));
        long back = trial.now();
        int heard = trial.hooks().all().size();
        List<Arrival> meanwhile = trial.mx().arrivals();
        int late = late(trial, load.due(from, half).mapToObj(load::id).toList(), meanwhile);
        long longest = longest(meanwhile, from, back);
        long bound = Math.min(away.toNanos() / 2, LONGEST.toNanos());
        store.again(trial);
        int repeated = load.finish(burst);
        return trial.judge()
                .strike(strike)
                .during(load)
                .windowed()
                .and(Verdict.that("MAIL WENT ON", longest <= bound, "no arrival for " + longest / 1_000_000 + " ms"))
                .and(Verdict.that(
                        "WEBHOOKS WENT ON",
                        heard >= arrived,
                        "after " + arrived + " arrivals the subscriber had heard of " + heard))
                .note("longest without an arrival while it was away", longest / 1_000_000 + " ms")
                .note("accepted in the first half of that, and still waiting at its end", Integer.toString(late))
                .note("put off while it was away", putOff(load, from, back))
                .note(
                        "away for",
                        away.toSeconds() + " s, " + load.due(from, back).count() + " messages sent meanwhile")
                .note("sent again with their keys", Integer.toString(repeated))
                .result();
    }

    private static OpenLoad load(Trial trial, Knobs knobs, Duration away) throws IOException {
        int count = (int) Math.ceil(knobs.rate() * (away.toSeconds() + AFTER_SECONDS));
        return trial.load(Doors.BOTH, Schedule.poisson(knobs.rate(), count, knobs.seed()), "run", Trial.DOMAIN);
    }

    /** How many messages have arrived. */
    private static long arrived(Trial trial) {
        return trial.mx().arrivals().stream()
                .filter(Arrival::kept)
                .map(Arrival::id)
                .distinct()
                .count();
    }

    /** The longest time between two arrivals, nanoseconds, from an instant to another. */
    private static long longest(List<Arrival> arrivals, long from, long to) {
        long[] ends = LongStream.concat(
                        LongStream.of(from, to),
                        arrivals.stream()
                                .filter(Arrival::kept)
                                .mapToLong(Arrival::ended)
                                .filter(at -> at > from && at < to))
                .sorted()
                .toArray();
        return IntStream.range(1, ends.length)
                .mapToLong(i -> ends[i] - ends[i - 1])
                .max()
                .orElse(0);
    }

    private static int late(Trial trial, List<String> due, List<Arrival> arrivals) {
        Set<String> arrived =
                arrivals.stream().filter(Arrival::kept).map(Arrival::id).collect(Collectors.toSet());
        Set<String> accepted = trial.journal().entries().stream()
                .filter(entry -> entry.fate() == Fate.OK)
                .map(ClientEntry::id)
                .collect(Collectors.toSet());
        return (int) due.stream()
                .filter(id -> accepted.contains(id) && !arrived.contains(id))
                .count();
    }

    private static String putOff(OpenLoad load, long from, long to) {
        return load.answered().stream()
                        .filter(answer -> answer.putOff() && answer.sent() >= from && answer.at() <= to)
                        .count()
                + " with 503 or 45x";
    }
}
