package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Strike;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.NotPermittedException;
import io.migomail.faults.system.SystemUnderTest;
import io.migomail.faults.system.Tmpfs;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** F11: the disk of the checkpoints is full or read-only; mail goes on, and a kill in that time loses nothing. */
record CheckpointsAway() implements Fault {
    private static final int DISK = 64;

    @Override
    public String name() {
        return "F11";
    }

    @Override
    public String title() {
        return "the checkpoint folder is full or read-only, with kill -9 in that time";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.open("faults-disk")) {
            Path folder = scratch.folder().resolve("disk");
            try (Tmpfs disk = Tmpfs.mount(folder, DISK)) {
                return run(knobs, disk, folder);
            } catch (NotPermittedException e) {
                return Result.skipped(name(), knobs.seed(), String.valueOf(e.getMessage()));
            }
        }
    }

    private Result run(Knobs knobs, Tmpfs disk, Path folder) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        boolean full = knobs.seed() % 2 == 1;
        Map<String, String> settings = new HashMap<>(Setup.usual().settings());
        settings.put("MIGO_CHECKPOINTS", folder.resolve("checkpoints").toUri().toString());
        Setup setup = new Setup(Setup.usual().thinks(), Setup.usual().whims(), settings);
        try (Trial trial = Trial.open(name(), knobs, setup)) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            away(disk, full, true);
            int before = trial.mx().kept();
            trial.pause(Duration.ofSeconds(knobs.pick(12, 60)));
            int meanwhile = trial.mx().kept() - before;
            trial.awaitOpen();
            long from = trial.now();
            trial.system().kill(SystemUnderTest.ALL);
            Strike strike = new Strike(from, trial.now());
            away(disk, full, false);
            trial.system().start(SystemUnderTest.ALL);
            load.finish(burst);
            return trial.judge()
                    .strike(strike)
                    .during(load)
                    .note("the folder was", full ? "full" : "read-only")
                    .note("arrived meanwhile", Integer.toString(meanwhile))
                    .result();
        }
    }

    private static void away(Tmpfs disk, boolean full, boolean now) throws IOException, InterruptedException {
        if (!full) {
            disk.readOnly(now);
        } else if (now) {
            disk.fill();
        } else {
            disk.free();
        }
    }
}
