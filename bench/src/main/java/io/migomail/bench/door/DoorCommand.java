package io.migomail.bench.door;

import io.migomail.core.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./migomail bench door}: server and submitting clients share this process and its cores. */
@Command(
        name = "door",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "The SMTP server alone, with an intake that keeps nothing.")
public final class DoorCommand implements Callable<Integer> {
    @Option(names = "--conns", description = "connections that submit (default: ${DEFAULT-VALUE})")
    int connections = 16;

    @Option(names = "--size", description = "octets of a message (default: ${DEFAULT-VALUE})")
    int octets = 20 * 1024;

    @Option(names = "--warmup", description = "seconds before the measured ones (default: ${DEFAULT-VALUE})")
    int warmup = 10;

    @Option(names = "--duration", description = "measured seconds (default: ${DEFAULT-VALUE})")
    int duration = 20;

    @Option(
            names = "--idle",
            description = "connections that are held without a word meanwhile (default: ${DEFAULT-VALUE})")
    int idle = 0;

    /** Exit status: 0 all was taken and all connections lived, 1 not. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        int loops = Runtime.getRuntime().availableProcessors();
        try (NullDoor door = NullDoor.open(loops, idle + connections + 1)) {
            long empty = heap();
            try (CrowdProcess crowd = new CrowdProcess(door.port(), idle)) {
                long held = heap();
                DoorLoad load = new DoorLoad(door, TimeSource.SYSTEM);
                DoorLoad.Result result =
                        load.run(connections, octets, Duration.ofSeconds(warmup), Duration.ofSeconds(duration));
                int alive = crowd.alive();
                System.out.printf(
                        Locale.ROOT,
                        "%d octets a message, %d connections: %.0f messages a second, %d taken%n"
                                + "idle connections: %d of %d alive, %.1f KiB of heap each%n",
                        octets,
                        connections,
                        result.perSecond(),
                        door.taken(),
                        alive,
                        idle,
                        idle == 0 ? 0.0 : (held - empty) / 1024.0 / idle);
                return alive == idle ? 0 : 1;
            }
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
