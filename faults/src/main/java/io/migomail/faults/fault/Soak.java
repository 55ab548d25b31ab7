package io.migomail.faults.fault;

import io.migomail.bench.load.Schedule;
import io.migomail.bench.process.ProcessTree;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.mx.Whims;
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
                Duration.ofMillis(10),
                new Whims(0.01, 0.01, 0.005, knobs.seed()),
                Map.of("MIGO_ROUTES", "*=127.0.0.1:{mx}"));
        try (Trial trial = Trial.open(name(), knobs, setup)) {
            Schedule schedule = Schedule.poisson(knobs.rate(), count, knobs.seed());
            OpenLoad load =
                    trial.load(Doors.BOTH, schedule, "run", Trial.DOMAIN).start();
            load.await(count / 10);
            String start = sample(trial);
            load.await(count / 2);
            String middle = sample(trial);
            load.join();
            String end = sample(trial);
            load.finish(0);
            return trial.judge()
                    .within(knobs.pick(Duration.ofMinutes(4), Duration.ofMinutes(20)))
                    .note("after a tenth", start)
                    .note("after a half", middle)
                    .note("at the end", end)
                    .result();
        }
    }

    private static String sample(Trial trial) throws IOException {
        long rss = new ProcessTree(PROC, trial.system().pids()).read().rssBytes();
        long state = size(trial.system().data().resolve("checkpoints"));
        long work = size(trial.system().data().resolve("flink-tmp"));
        return "resident %d MB, checkpoints %d KB, working state %d KB".formatted(rss >> 20, state >> 10, work >> 10);
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
