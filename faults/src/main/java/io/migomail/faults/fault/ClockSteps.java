package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.mx.Whims;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * F18: the machine's clock, as the one process sees it through libfaketime (Debian package {@code faketime}), is set an
 * hour forward and back while mail waits for its next attempt.
 */
record ClockSteps() implements Fault {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));
    /** The first retry of critical mail comes after 5 s, all others later. */
    private static final long SOONEST = Duration.ofSeconds(4).toNanos();

    @Override
    public String name() {
        return "F18";
    }

    @Override
    public String title() {
        return "the clock is set by an hour, forward and back";
    }

    @Override
    public Set<Target> on() {
        return EnumSet.of(Target.ONE);
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElse(null);
        if (library == null) {
            return Result.skipped(name(), knobs.seed(), "libfaketime is not installed: apt-get install -y faketime");
        }
        try (Scratch scratch = Scratch.open("faults-clock")) {
            Path offset = scratch.folder().resolve("offset");
            set(offset, 0);
            try (Trial trial = Trial.open(name(), knobs, setup(knobs, library, offset))) {
                return run(trial, knobs, offset);
            }
        }
    }

    private Result run(Trial trial, Knobs knobs, Path offset) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(8, 30));
        OpenLoad load = trial.load(Doors.BOTH).start();
        load.await(burst);
        List<Integer> steps = List.of(3600, 0, -3600, 0);
        for (int seconds : steps) {
            set(offset, seconds);
            load.await(load.sent() + burst);
        }
        load.end();
        load.join();
        long seen;
        try (Stream<String> lines = Files.lines(trial.system().data().resolve("migomail.log"))) {
            seen = lines.filter(line -> line.contains("ALARM clock_step")).count();
        }
        return trial.judge()
                .during(load)
                .within(Duration.ofMinutes(8))
                .and(Verdict.that(
                        "STEPS DETECTED", seen >= steps.size(), seen + " alarms of " + steps.size() + " steps"))
                .and(Verdict.none("RETRIED TOO SOON", tooSoon(trial.mx().arrivals())))
                .note("alarms", Long.toString(seen))
                .result();
    }

    private static Setup setup(Knobs knobs, Path library, Path offset) {
        Map<String, String> settings = new HashMap<>(Setup.usual().settings());
        settings.put("LD_PRELOAD", library.toString());
        settings.put("FAKETIME_TIMESTAMP_FILE", offset.toString());
        settings.put("FAKETIME_CACHE_DURATION", "1");
        settings.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Else every wait of a JVM by the monotonic clock ends at once (libfaketime 0.9.10 on glibc 2.36).
        settings.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return new Setup(Setup.usual().thinks(), new Whims(0.1, 0, 0, knobs.seed()), settings);
    }

    private static void set(Path offset, int seconds) throws IOException {
        Path draft = Files.writeString(offset.resolveSibling("draft"), "%+d\n".formatted(seconds));
        Files.move(draft, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> tooSoon(List<Arrival> arrivals) {
        Map<String, Long> putOff = new HashMap<>();
        List<String> out = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            Long since = putOff.get(arrival.id());
            if (since != null && arrival.began() - since < SOONEST) {
                out.add(arrival.id() + " again after " + (arrival.began() - since) / 1_000_000 + " ms");
            }
            if (!arrival.kept()) {
                putOff.put(arrival.id(), arrival.ended());
            }
        }
        return out;
    }
}
