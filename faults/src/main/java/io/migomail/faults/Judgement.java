package io.migomail.faults;

import io.migomail.bench.report.Spread;
import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.Checker;
import io.migomail.faults.check.ClientEntry;
import io.migomail.faults.check.Evidence;
import io.migomail.faults.check.Fate;
import io.migomail.faults.check.Ledger;
import io.migomail.faults.check.OutcomeLog;
import io.migomail.faults.check.Story;
import io.migomail.faults.check.Strike;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.Stories;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The end of a trial: waits until everything has come to its end or the bound has passed, then asks the checker. */
public final class Judgement {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Trial trial;
    private final String fault;
    private final Knobs knobs;
    private final List<Strike> strikes = new ArrayList<>();
    private final List<Verdict> more = new ArrayList<>();
    private final Map<String, String> due = new HashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private Supplier<List<Arrival>> elsewhere = List::of;
    private @Nullable OpenLoad load;
    private Duration bound;
    private int allowed;
    private boolean planned;
    private boolean counted;
    private boolean windowed;

    Judgement(Trial trial, String fault, Knobs knobs) {
        this.trial = trial;
        this.fault = fault;
        this.knobs = knobs;
        this.bound = knobs.bound();
    }

    /** A fault struck then. */
    public Judgement strike(Strike strike) {
        strikes.add(strike);
        return this;
    }

    /** The load that was going on; its figures around each strike are reported. */
    public Judgement during(OpenLoad running) {
        load = running;
        return this;
    }

    /** A verdict of the fault's own. */
    public Judgement and(Verdict verdict) {
        more.add(verdict);
        return this;
    }

    /** Nothing died: everything ended in good order, the MX answered within the drain's bound, so nothing may repeat. */
    public Judgement planned() {
        planned = true;
        return this;
    }

    /** The event store must have exactly what the journals know of, each event once. */
    public Judgement counted() {
        counted = true;
        return this;
    }

    /** As {@link #counted}, and the windows must have what the events say. No process of the product may have ended meanwhile. */
    public Judgement windowed() {
        windowed = true;
        return counted();
    }

    /** These messages must end so, and so many duplicates are the MX's own doing. */
    public Judgement expecting(Map<String, String> statuses, int duplicates) {
        due.putAll(statuses);
        allowed += duplicates;
        return this;
    }

    /** There is another MX; its transactions are asked for at the end. */
    public Judgement alsoAt(Supplier<List<Arrival>> arrivals) {
        elsewhere = arrivals;
        return this;
    }

    /** Outcomes may take so long instead of the usual bound. */
    public Judgement within(Duration longest) {
        bound = longest;
        return this;
    }

    /** A figure to report. */
    public Judgement note(String name, String value) {
        notes.put(name, value);
        return this;
    }

    /** Blocks, at most a little longer than the bound. */
    public Result result() throws IOException, InterruptedException {
        long end = trial.now() + bound.toNanos();
        settle(bound);
        Stories stories = new Stories(trial.api(), trial.hooks(), trial.time());
        Duration left = Duration.ofNanos(Math.max(0, end - trial.now()));
        Map<String, Story> told = stories.of(trial.journal().entries(), left);
        List<Arrival> arrivals = new ArrayList<>(trial.mx().arrivals());
        arrivals.addAll(elsewhere.get());
        Books books = new Books(trial);
        if (counted) {
            books.settle(bound);
        }
        List<String> windows = windowed ? books.windowsUnlike(bound) : List.of();
        // Without a fault nothing began anew, and the journal allows nothing.
        OutcomeLog log = strikes.isEmpty() ? OutcomeLog.NONE : trial.outcomeLog();
        Checker checker = new Checker(Evidence.of(trial.journal().entries(), arrivals, told, strikes)
                .knowing(log)
                .expecting(due, allowed));
        List<Verdict> verdicts = new ArrayList<>(checker.verdicts());
        if (planned) {
            verdicts.add(Verdict.of("DUPLICATES, PLANNED", checker.duplicates(), allowed));
        }
        verdicts.add(Verdict.that("MAIL WAS ACCEPTED", !told.isEmpty(), trial.fates()));
        if (counted) {
            Ledger ledger = books.ledger();
            verdicts.addAll(ledger.verdicts());
            notes.put("events by type and class", ledger.figures().toString());
        }
        if (windowed) {
            verdicts.add(Verdict.none("WINDOWS UNLIKE", windows));
        }
        verdicts.addAll(more);
        figures(checker, arrivals, told);
        return new Result(fault, knobs.seed(), verdicts, notes);
    }

    /** Waits until all that was accepted has been answered for at the MX and nothing more comes, or the bound has passed. */
    public void settle(Duration longest) {
        long end = trial.now() + longest.toNanos();
        Set<String> missing = trial.journal().entries().stream()
                .filter(entry -> entry.fate() == Fate.OK)
                .map(ClientEntry::id)
                .collect(Collectors.toCollection(HashSet::new));
        int seen = -1;
        long since = trial.now();
        while (trial.now() < end) {
            List<Arrival> arrivals = new ArrayList<>(trial.mx().arrivals());
            arrivals.addAll(elsewhere.get());
            if (arrivals.size() != seen || trial.mx().open() > 0) {
                seen = arrivals.size();
                since = trial.now();
                arrivals.stream().filter(a -> a.kept() || a.refused()).forEach(a -> missing.remove(a.id()));
            }
            boolean quiet = trial.now() - since > QUIET.toNanos();
            if (quiet && (missing.isEmpty() || missing.stream().allMatch(due::containsKey))) {
                return;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void figures(Checker checker, List<Arrival> arrivals, Map<String, Story> told) {
        notes.put("client", trial.fates());
        notes.put(
                "ends",
                told.values().stream()
                        .collect(Collectors.groupingBy(Story::status, java.util.TreeMap::new, Collectors.counting()))
                        .toString());
        notes.put("target", knobs.target().word());
        if (load != null) {
            Around around = new Around(load, arrivals, knobs.pick(Duration.ofSeconds(10), Duration.ofSeconds(30)));
            for (int i = 0; i < strikes.size(); i++) {
                around.figures(strikes.size() == 1 ? "" : "fault " + (i + 1) + ": ", strikes.get(i), notes);
            }
        }
        if (!strikes.isEmpty()) {
            notes.put("open at the MX at a fault", Long.toString(checker.open()));
            notes.put("kept, and unknown to the journal at the next life", Long.toString(checker.unlogged()));
            notes.put(
                    "the earliest that was repeated had been answered",
                    checker.earliestRepeated() / 1_000_000 + " ms before the fault");
        }
    }

    /** Milliseconds from when messages were due to their first arrival, of those whose id begins so. */
    public static Spread latency(List<Arrival> arrivals, String run, ToLongFunction<String> due) {
        Map<String, Long> first = new HashMap<>();
        for (Arrival arrival : arrivals) {
            if (arrival.kept() && arrival.id().startsWith(run)) {
                first.putIfAbsent(arrival.id(), arrival.ended());
            }
        }
        return Spread.of(first.entrySet().stream()
                .mapToDouble(e -> (e.getValue() - due.applyAsLong(e.getKey())) / 1e6)
                .toArray());
    }
}
