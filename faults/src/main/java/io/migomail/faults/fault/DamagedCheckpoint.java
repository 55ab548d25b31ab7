package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Strike;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.SystemUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** F12: kill -9 of everything, half of the newest checkpoint's metadata is gone, and a start: an older one must do. */
record DamagedCheckpoint() implements Fault {
    private static final int JOBS = 2;
    /** Each job must have two of them, which are five seconds apart, longer on a slow machine. */
    private static final Duration CHECKPOINTS = Duration.ofSeconds(90);

    @Override
    public String name() {
        return "F12";
    }

    @Override
    public String title() {
        return "the newest checkpoint is damaged, an older one restored";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        try (Trial trial = Trial.open(name(), knobs, Setup.usual())) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            Path checkpoints = trial.system().data().resolve("checkpoints");
            long end = trial.now() + CHECKPOINTS.toNanos();
            while (withTwo(checkpoints).size() < JOBS && trial.now() < end) {
                trial.pause(Duration.ofMillis(100));
            }
            trial.awaitOpen();
            long from = trial.now();
            trial.system().kill(SystemUnderTest.ALL);
            Strike strike = new Strike(from, trial.now());
            List<String> damaged = damage(checkpoints);
            trial.system().start(SystemUnderTest.ALL);
            load.finish(burst);
            return trial.judge()
                    .strike(strike)
                    .during(load)
                    .and(Verdict.that("DAMAGED BOTH", damaged.size() == JOBS, "only " + damaged + " had an older one"))
                    .note("damaged", String.join(", ", damaged))
                    .result();
        }
    }

    /** Metadata of the complete checkpoints of every job that has more than one, the oldest first. */
    private static List<List<Path>> withTwo(Path checkpoints) throws IOException {
        List<List<Path>> out = new ArrayList<>();
        try (Stream<Path> jobs = Files.list(checkpoints)) {
            for (Path job : jobs.filter(Files::isDirectory).toList()) {
                List<Path> complete = complete(job);
                if (complete.size() > 1) {
                    out.add(complete);
                }
            }
        }
        return out;
    }

    private static List<String> damage(Path checkpoints) throws IOException {
        List<String> out = new ArrayList<>();
        for (List<Path> complete : withTwo(checkpoints)) {
            Path newest = complete.get(complete.size() - 1);
            byte[] whole = Files.readAllBytes(newest);
            Files.write(newest, Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.TRUNCATE_EXISTING);
            out.add(nameOf(newest) + " of " + complete.size());
        }
        return out;
    }

    private static List<Path> complete(Path job) throws IOException {
        try (Stream<Path> found = Files.list(job)) {
            return found.filter(p -> p.getFileName().toString().startsWith("chk-"))
                    .map(p -> p.resolve("_metadata"))
                    .filter(Files::exists)
                    .sorted(Comparator.comparingLong(
                            p -> Long.parseLong(nameOf(p).substring("chk-".length()))))
                    .toList();
        }
    }

    /** Of the checkpoint whose metadata this is. */
    private static String nameOf(Path metadata) {
        return metadata.getName(metadata.getNameCount() - 2).toString();
    }
}
