package io.migomail.bench.egress;

import io.migomail.bench.door.DoorClient;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Closed loops over connections that come about in one way. */
final class EgressLoad {
    private final Opening opening;
    private final TimeSource time;

    EgressLoad(Opening opening, TimeSource time) {
        this.opening = opening;
        this.time = time;
    }

    /** From the first octet of a connection to the end of the mail host's greeting, one connection after the other. */
    List<Long> greetings(int count) throws IOException {
        List<Long> nanos = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long began = time.monotonicNanos();
            try (Socket socket = opening.open()) {
                greeting(socket.getInputStream());
                nanos.add(time.monotonicNanos() - began);
            }
        }
        return nanos;
    }

    private static void greeting(InputStream in) throws IOException {
        int octet = in.read();
        if (octet != '2') {
            throw new IOException("the mail host does not greet");
        }
        while (octet != '\n') {
            octet = in.read();
            if (octet < 0) {
                throw new IOException("the mail host closed the connection");
            }
        }
    }

    /** Messages a second over so many connections, each used again and again. */
    double warm(int connections, byte[] content, Duration duration) throws IOException, InterruptedException {
        long end = time.monotonicNanos() + duration.toNanos();
        return perSecond(connections, duration, () -> {
            long sent = 0;
            try (DoorClient client = new DoorClient(opening.open(), content)) {
                for (; time.monotonicNanos() - end < 0; sent++) {
                    client.send();
                }
            }
            return sent;
        });
    }

    /** Messages a second, each over a connection of its own, so many at a time. */
    double fresh(int connections, byte[] content, Duration duration) throws IOException, InterruptedException {
        long end = time.monotonicNanos() + duration.toNanos();
        return perSecond(connections, duration, () -> {
            long sent = 0;
            for (; time.monotonicNanos() - end < 0; sent++) {
                try (DoorClient client = new DoorClient(opening.open(), content)) {
                    client.send();
                }
            }
            return sent;
        });
    }

    private static double perSecond(int connections, Duration duration, Callable<Long> client)
            throws IOException, InterruptedException {
        List<Callable<Long>> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(client);
        }
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long sent = 0;
            for (Future<Long> each : threads.invokeAll(clients)) {
                sent += each.get();
            }
            return sent / (duration.toNanos() / 1e9);
        } catch (ExecutionException e) {
            throw new IOException("a client failed: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
