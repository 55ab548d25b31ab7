package io.migomail.faults.fault;

import io.migomail.bench.load.Schedule;
import io.migomail.bench.process.ProcessTree;
import io.migomail.bench.process.Usage;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.mx.Whims;
import io.migomail.faults.system.Heap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** F24: many messages against an MX that puts off 1 %, refuses 1 % and drops 0.5 %; memory and state are sampled. */
record Soak() implements Fault {
    private static final Path PROC = Path.of("/proc");
    private static final double ROOM = 1.1;
    private static final long HEAP_ROOM = 32L << 20;

    @Override
    public String name() {
        return "F24";
    }

    @Override
    public String title() {
        return "soak: 1 % put off, 1 % refused, 0.5 % dropped at random; memory and state at start, middle, end";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int count = knobs.count(1_000, 1_000_000);
        Setup setup = new Setup(
                Duration.ofMillis(10), new Whims(0.01, 0.01, 0.005, knobs.seed()), Map.of("MIGO_ROUTES", Setup.ROUTES));
        try (Trial trial = Trial.open(name(), knobs, setup)) {
            trial.warmUp(Doors.BOTH);
            Schedule schedule = Schedule.poisson(knobs.rate(), count, knobs.seed());
            OpenLoad load =
                    trial.load(Doors.BOTH, schedule, "run", Trial.DOMAIN).start();
            load.await(count / 10);
            Held start = Held.by(trial);
            load.await(count / 2);
            Held middle = Held.by(trial);
            load.join();
            Held end = Held.by(trial);
            load.finish(0);
            // The second retry comes after 6 minutes.
            Duration bound = knobs.pick(Duration.ofMinutes(8), Duration.ofMinutes(20));
            trial.judge().settle(bound);
            return trial.judge()
                    .within(bound)
                    .and(Verdict.that(
                            "MEMORY IS FLAT",
                            knobs.brief()
                                    || end.resident <= middle.resident * ROOM && end.heap <= middle.heap + HEAP_ROOM,
                            "from the middle to the end"))
                    .note("after a tenth", start.text())
                    .note("after a half", middle.text())
                    .note("at the end", end.text())
                    .note("when all had ended", Held.by(trial).text())
                    .result();
        }
    }

    /**
     * What the system holds, octets.
     *
     * @param heap live objects of the first process
     */
    private record Held(long resident, long heap, long checkpoints, long work) {
        static Held by(Trial trial) throws IOException, InterruptedException {
            Usage used = new ProcessTree(PROC, trial.system().pids()).read();
            return new Held(
                    used.rssBytes(),
                    Heap.used(trial.system().pids().get(0)),
                    size(trial.system().data().resolve("checkpoints")),
                    size(trial.system().data().resolve("flink-tmp")));
        }

        String text() {
            return "resident %d MB, live heap %d MB, checkpoints %d KB, working state %d KB"
                    .formatted(resident >> 20, heap >> 20, checkpoints >> 10, work >> 10);
        }
    }

    /** Files come and go while they are counted. */
    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(Soak::length).sum();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return size(folder);
            }
            throw e;
        }
    }

    private static long length(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0; // gone meanwhile
        }
    }
}
