package io.migomail.faults.fault;

import io.migomail.bench.load.Schedule;
import io.migomail.bench.process.ProcessTree;
import io.migomail.bench.process.Usage;
import io.migomail.bench.report.Spread;
import io.migomail.faults.Judgement;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.FaultMails;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.Heap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** F17: one provider accepts connections and never says a word, with many messages waiting; others must not notice. */
record Blackhole() implements Fault {
    private static final long HEAP_ROOM = 128L << 20;
    private static final Path PROC = Path.of("/proc");

    /** @param cpuMillis of the system for each message, event store included */
    private record Measured(Spread latency, double cpuMillis) {
        String text() {
            return "%d messages, p50 %.0f ms, p99 %.0f ms, most %.0f ms, %.2f ms of CPU each"
                    .formatted(latency.count(), latency.p50(), latency.p99(), latency.max(), cpuMillis);
        }
    }

    @Override
    public String name() {
        return "F17";
    }

    @Override
    public String title() {
        return "a provider that accepts and never answers, with many messages waiting for it";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int waiting = knobs.count(2_000, 100_000);
        int measured = (int) (knobs.rate() * knobs.pick(15, 60));
        try (Backlog hole = new Backlog()) {
            Setup usual = Setup.usual();
            Map<String, String> settings = Map.of("MIGO_ROUTES", hole.routes() + Setup.ROUTES);
            try (Trial trial = Trial.open(name(), knobs, new Setup(usual.thinks(), usual.whims(), settings))) {
                trial.warmUp(Doors.REST);
                measure(trial, knobs, measured, "again");
                Measured without = measure(trial, knobs, measured, "without");
                long before = Heap.used(trial.system().pids().get(0));
                int accepted = hole.fill(trial, waiting, 0);
                Measured with = measure(trial, knobs, measured, "with");
                long after = Heap.used(trial.system().pids().get(0));
                return trial.judge()
                        .and(Verdict.that(
                                "OTHERS' P99",
                                with.latency.p99() <= 1.5 * without.latency.p99(),
                                "p99 %.0f ms with, %.0f ms without"
                                        .formatted(with.latency.p99(), without.latency.p99())))
                        .and(Verdict.that(
                                "HEAP IS FLAT",
                                after - before <= HEAP_ROOM,
                                "%d MB before, %d MB after".formatted(before >> 20, after >> 20)))
                        .and(Verdict.that("ALL WAIT", accepted == waiting, accepted + " were accepted"))
                        .note("waiting", waiting + ", " + hole.connections() + " connections into the hole")
                        .note("others without", without.text())
                        .note("others with", with.text())
                        .note("live heap", "%d MB before, %d MB after".formatted(before >> 20, after >> 20))
                        .result();
            }
        }
    }

    private static Measured measure(Trial trial, Knobs knobs, int count, String run)
            throws IOException, InterruptedException {
        ProcessTree system = new ProcessTree(PROC, trial.system().pids());
        long before = cpuMillis(system);
        Schedule schedule = Schedule.poisson(knobs.rate(), count, knobs.seed());
        FaultMails mails = trial.mails(run, Trial.DOMAIN);
        OpenLoad load = trial.load(Doors.REST, schedule, run, Trial.DOMAIN).start();
        load.join();
        long used = cpuMillis(system) - before;
        trial.judge().settle(knobs.bound());
        Spread latency = Judgement.latency(trial.mx().arrivals(), run + "s", id -> load.due(mails.number(id)));
        return new Measured(latency, (double) used / count);
    }

    private static long cpuMillis(ProcessTree system) {
        Usage used = system.read();
        return used.cpuMillis() + used.storeCpuMillis();
    }
}
