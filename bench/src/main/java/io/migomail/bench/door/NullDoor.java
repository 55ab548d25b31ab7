package io.migomail.bench.door;

import io.migomail.core.HostPort;
import io.migomail.mail.header.HeaderBlock;
import io.migomail.mail.header.HeaderFormatException;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.SmtpConversation;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import io.migomail.mail.smtp.server.SmtpServerConfig.Bounds;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** The product's SMTP server with an intake that reads the header of every message and keeps nothing. */
public final class NullDoor implements AutoCloseable {
    private final AtomicLong taken = new AtomicLong();
    private final SmtpServer server;

    private NullDoor(int threads, int connections) throws IOException {
        SmtpServerConfig.Builder config = SmtpServerConfig.builder("bench.example")
                .listen(new HostPort("127.0.0.1", 0))
                .threads(threads);
        Bounds usual = config.bounds();
        config.bounds(new Bounds(
                usual.messageBytes(),
                usual.recipients(),
                usual.textLine(),
                usual.idle(),
                usual.transfer(),
                usual.buffered(),
                connections,
                connections));
        server = SmtpServer.start(config.build(), connection -> conversation());
    }

    /** In clear, on a free port of the loopback. */
    public static NullDoor open(int threads, int connections) throws IOException {
        return new NullDoor(threads, connections);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** Messages that were answered 250. */
    public long taken() {
        return taken.get();
    }

    private SmtpConversation conversation() {
        return (envelope, content) -> {
            try {
                boolean good = HeaderBlock.parse(content).single("From").isPresent();
                taken.addAndGet(good ? 1 : 0);
                return CompletableFuture.completedFuture(
                        good ? SmtpReply.STANDARD : SmtpReply.of(550, "5.6.0", "No From"));
            } catch (HeaderFormatException e) {
                return CompletableFuture.completedFuture(SmtpReply.of(550, "5.6.0", "Bad header"));
            }
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
