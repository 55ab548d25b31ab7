package io.migomail.bench.door;

import io.migomail.core.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** As many messages as the server takes over some connections: a closed loop. */
final class DoorLoad {
    /** What was measured after the warm-up. */
    record Result(long messages, double seconds) {
        double perSecond() {
            return messages / seconds;
        }
    }

    private final NullDoor door;
    private final TimeSource time;

    DoorLoad(NullDoor door, TimeSource time) {
        this.door = door;
        this.time = time;
    }

    /** @throws IOException where any message was not taken */
    Result run(int connections, int octets, Duration warmup, Duration duration)
            throws IOException, InterruptedException {
        byte[] content = DoorClient.message(octets);
        long begin = time.monotonicNanos() + warmup.toNanos();
        long end = begin + duration.toNanos();
        List<Callable<Long>> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(() -> client(content, begin, end));
        }
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long measured = 0;
            for (Future<Long> client : threads.invokeAll(clients)) {
                measured += client.get();
            }
            return new Result(measured, duration.toNanos() / 1e9);
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Messages that were answered within the measured time. */
    private long client(byte[] content, long begin, long end) throws IOException {
        long measured = 0;
        try (DoorClient client = new DoorClient(door.port(), content)) {
            for (long now = time.monotonicNanos(); now - end < 0; now = time.monotonicNanos()) {
                client.send();
                long answered = time.monotonicNanos();
                measured += answered - begin >= 0 && answered - end < 0 ? 1 : 0;
            }
        }
        return measured;
    }
}
