package io.migomail.e2e;

import io.migomail.core.FreePorts;
import io.migomail.core.HostPort;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConnection;
import io.migomail.mail.smtp.server.SmtpConversation;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Mail hosts on several loopback addresses and one common port; every mail they take is written down. */
final class MxFarm implements AutoCloseable {
    private static final int TRIES = 10;

    /** A mail as it was taken, once a recipient: by which host, from which address, on the how-manieth connection. */
    record Received(
            String recipient,
            String messageId,
            String host,
            String source,
            String ehlo,
            int connection,
            byte[] content) {}

    private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final SmtpServer server;

    private MxFarm(List<String> addresses) throws IOException {
        server = listen(addresses);
    }

    /** Listens on these addresses, on a port that is free on all of them. */
    static MxFarm start(List<String> addresses) {
        try {
            return new MxFarm(addresses);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The port of every host. */
    int port() {
        return server.port();
    }

    /** What was taken so far. */
    List<Received> received() {
        return List.copyOf(received);
    }

    /** Connections that were opened so far. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private SmtpServer listen(List<String> addresses) throws IOException {
        IOException last = new IOException("no port that is free on all of " + addresses);
        for (int i = 0; i < TRIES; i++) {
            int port = FreePorts.ofThisProcess().next();
            SmtpServerConfig.Builder config =
                    SmtpServerConfig.builder("mx.test").threads(1);
            addresses.forEach(address -> config.listen(new HostPort(address, port)));
            try {
                return SmtpServer.start(config.build(), connection -> new Journal(connection));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private final class Journal implements SmtpConversation {
        private final String host;
        private final String source;
        private final int number = connections.incrementAndGet();

        Journal(SmtpConnection connection) {
            host = ip(connection.local());
            source = ip(connection.remote());
        }

        @Override
        public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
            String id = MimeReader.read(content).header("Message-ID").orElse("");
            envelope.recipients()
                    .forEach(r -> received.add(
                            new Received(r.toString(), id, host, source, envelope.helo(), number, content)));
            return CompletableFuture.completedFuture(SmtpReply.STANDARD);
        }
    }

    private static String ip(SocketAddress address) {
        return ((InetSocketAddress) address).getAddress().getHostAddress();
    }
}
