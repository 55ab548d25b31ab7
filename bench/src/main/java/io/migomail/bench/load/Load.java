package io.migomail.bench.load;

import io.migomail.core.TimeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Offers a schedule over some connections, a thread each. Where every connection is busy a message goes out late and its
 * lateness counts. {@link #run} is called once and returns when every message was answered or failed.
 */
public final class Load {
    private static final long LEAD_NANOS = 20_000_000;

    private final Schedule schedule;
    private final Supplier<Client> clients;
    private final int connections;
    private final TimeSource time;
    private final AtomicInteger next = new AtomicInteger();
    private final Sent sent;
    private final long start;

    /** The schedule begins a few milliseconds after this instant. */
    public Load(Schedule schedule, Supplier<Client> clients, int connections, TimeSource time) {
        this.schedule = schedule;
        this.clients = clients;
        this.connections = connections;
        this.time = time;
        this.sent = new Sent(schedule.count());
        this.start = time.monotonicNanos() + LEAD_NANOS;
    }

    /** The instant from which offsets count. */
    public long start() {
        return start;
    }

    /** What is noted so far. */
    public Sent sent() {
        return sent;
    }

    /** Blocks until the load is over. */
    public Sent run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(this::connection, "bench-sender-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return sent;
    }

    private void connection() {
        try (Client client = clients.get()) {
            for (int n = next.getAndIncrement(); n < schedule.count(); n = next.getAndIncrement()) {
                sent.due(n, await(n));
                send(client, n);
            }
        }
    }

    private void send(Client client, int n) {
        try {
            Answer answer = client.send(n);
            sent.answered(n, time.monotonicNanos(), answer);
        } catch (IOException e) {
            // No answer is noted, which is what the report counts as a failed connection.
        }
    }

    /** Waits until the message is due; returns that instant, which may lie in the past. */
    private long await(int n) {
        if (!schedule.open()) {
            return Math.max(start, time.monotonicNanos());
        }
        long due = start + schedule.offset(n);
        for (long left = due - time.monotonicNanos(); left > 0; left = due - time.monotonicNanos()) {
            LockSupport.parkNanos(left);
        }
        return due;
    }
}
