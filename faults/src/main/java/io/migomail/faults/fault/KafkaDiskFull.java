package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.check.Strike;
import io.migomail.faults.load.Answered;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.NotPermittedException;
import io.migomail.faults.system.Tmpfs;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** F6: the disk of the only broker is full; later there is room, and an operator starts the broker again if it ended. */
record KafkaDiskFull() implements Fault {
    private static final int DISK = 128;

    @Override
    public String name() {
        return "F6";
    }

    @Override
    public String title() {
        return "Kafka's disk is full, freed later";
    }

    @Override
    public Set<Target> on() {
        return EnumSet.of(Target.ONE);
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.open("faults-disk")) {
            Path folder = scratch.folder().resolve("disk");
            try (Tmpfs disk = Tmpfs.mount(folder, DISK)) {
                return run(knobs, disk, folder.resolve("kafka"));
            } catch (NotPermittedException e) {
                return Result.skipped(name(), knobs.seed(), String.valueOf(e.getMessage()));
            }
        }
    }

    private Result run(Knobs knobs, Tmpfs disk, Path kafka) throws IOException, InterruptedException {
        int burst = (int) (knobs.rate() * knobs.pick(6, 20));
        try (BrokerOutside outside = new BrokerOutside(knobs, kafka);
                Trial trial = Trial.open(name(), knobs, outside.setup())) {
            OpenLoad load = trial.load(Doors.BOTH).start();
            load.await(burst);
            trial.awaitOpen();
            long from = trial.now();
            disk.fill();
            Strike strike = new Strike(from, trial.now());
            trial.pause(Duration.ofSeconds(knobs.pick(12, 60)));
            boolean lived = outside.broker().alive();
            long freed = trial.now();
            disk.free();
            outside.broker().again();
            load.finish(2 * burst, Duration.ofSeconds(60));
            Map<Integer, Long> codes = load.answered().stream()
                    .filter(answer -> answer.sent() > strike.to() && answer.sent() < freed)
                    .collect(Collectors.groupingBy(Answered::code, TreeMap::new, Collectors.counting()));
            return trial.judge()
                    .strike(strike)
                    .during(load)
                    .note("answers while it was full, by code", codes.toString())
                    .note("the broker", lived ? "lived on" : "ended, and was started again")
                    .result();
        }
    }
}
