package io.migomail.faults.mx;

import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.Lines;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The MX of several providers: each has a port, and they differ in nothing else. It writes down every transaction at the
 * moment it answers the final dot. It thinks before it answers, so that transactions are open when the sender dies.
 * Thread-safe.
 */
public final class ReceivingMx implements AutoCloseable {
    /** Ports that it has. */
    public static final int PROVIDERS = 10;

    private static final int CONNECTIONS = 10_000;

    private final Habits habits;
    private final Lines lines;
    private final SmtpServer server;
    private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();

    /**
     * How it is.
     *
     * @param thinks from the final dot to the reply
     */
    public record Habits(Duration thinks, Whims whims, TimeSource time) {}

    private ReceivingMx(Habits habits, Path journal) throws IOException {
        this.habits = habits;
        this.lines = Lines.open(journal);
        SmtpServerConfig.Builder builder =
                SmtpServerConfig.builder("mx.faults.example").threads(1);
        for (int i = 0; i < PROVIDERS; i++) {
            builder.listen(new HostPort("127.0.0.1", 0));
        }
        SmtpServerConfig.Bounds usual = builder.bounds();
        this.server = SmtpServer.start(
                builder.bounds(new SmtpServerConfig.Bounds(
                                usual.messageBytes(),
                                usual.recipients(),
                                usual.textLine(),
                                usual.idle(),
                                usual.transfer(),
                                usual.buffered(),
                                CONNECTIONS,
                                CONNECTIONS))
                        .build(),
                connection -> new Reception(this, connection));
    }

    /** Listens on free ports of 127.0.0.1. */
    public static ReceivingMx start(Habits habits, Path journal) throws IOException {
        return new ReceivingMx(habits, journal);
    }

    /** Where each provider listens. */
    public List<Integer> ports() {
        return server.addresses().stream().map(InetSocketAddress::getPort).toList();
    }

    /** Transactions between MAIL and their end. */
    public int open() {
        return open.get();
    }

    /** Mails kept so far, repeats included. */
    public int kept() {
        return kept.get();
    }

    /** Every transaction that came to its end, in order. */
    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    @Override
    public void close() throws IOException {
        server.close();
        lines.close();
    }

    Habits habits() {
        return habits;
    }

    void began() {
        open.incrementAndGet();
    }

    /** The transaction is over; the number that was open until then. */
    int over() {
        return open.getAndDecrement();
    }

    void write(Arrival arrival) {
        lines.add(
                arrival.id(),
                arrival.recipient(),
                arrival.source(),
                arrival.hash(),
                Long.toString(arrival.began()),
                Long.toString(arrival.ended()),
                Integer.toString(arrival.open()),
                Integer.toString(arrival.code()),
                Boolean.toString(arrival.kept()));
        arrivals.add(arrival);
        if (arrival.kept()) {
            kept.incrementAndGet();
        }
    }
}
