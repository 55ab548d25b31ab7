package io.migomail.bench.mx;

import io.migomail.bench.load.Mails;
import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConversation;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An MX that accepts everything at once and notes when, on one event loop of its own. Keeps no mail. A message without
 * the header of the present run is accepted too and counted as a stray.
 */
public final class MeasuringMx implements AutoCloseable {
    private static final SmtpServerConfig.Bounds BOUNDS =
            SmtpServerConfig.builder("").bounds();
    private static final int CONNECTIONS = 10_000;

    private final SmtpServer server;
    private final TimeSource time;
    private final AtomicInteger strays = new AtomicInteger();
    private volatile Arrivals arrivals = new Arrivals("", 0);

    private MeasuringMx(HostPort address, TimeSource time) throws IOException {
        this.time = time;
        SmtpServerConfig config = SmtpServerConfig.builder("mx.bench.example")
                .listen(address)
                .bounds(new SmtpServerConfig.Bounds(
                        BOUNDS.messageBytes(),
                        BOUNDS.recipients(),
                        BOUNDS.textLine(),
                        BOUNDS.idle(),
                        BOUNDS.transfer(),
                        BOUNDS.buffered(),
                        CONNECTIONS,
                        CONNECTIONS))
                .threads(1)
                .build();
        this.server = SmtpServer.start(config, connection -> this.new Conversation());
    }

    /** @throws IOException where the address cannot be bound; port 0 = any free one */
    public static MeasuringMx start(HostPort address, TimeSource time) throws IOException {
        return new MeasuringMx(address, time);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** From now on the messages of another run are noted. */
    public void measure(Arrivals next) {
        arrivals = next;
    }

    /** Messages accepted that were not of the run measured at that time. */
    public int strays() {
        return strays.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Conversation implements SmtpConversation {
        @Override
        public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
            Optional<String> id = benchId(content);
            // The 250 is written right after this returns, by the same thread.
            if (id.isEmpty() || !arrivals.accepted(id.get(), time.monotonicNanos())) {
                strays.incrementAndGet();
            }
            return CompletableFuture.completedFuture(SmtpReply.STANDARD);
        }
    }

    /** Value of the header field, looked for in the header block only and without parsing the rest of it. */
    static Optional<String> benchId(byte[] content) {
        int line = 0;
        while (line < content.length && content[line] != '\r') {
            int end = line;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            if (named(content, line, end)) {
                int value = line + Mails.HEADER.length() + 1;
                return Optional.of(new String(content, value, end - value, StandardCharsets.US_ASCII).trim());
            }
            line = end + 1;
        }
        return Optional.empty();
    }

    private static boolean named(byte[] content, int from, int to) {
        int length = Mails.HEADER.length();
        if (to - from <= length || content[from + length] != ':') {
            return false;
        }
        String name = new String(content, from, length, StandardCharsets.US_ASCII);
        return name.equalsIgnoreCase(Mails.HEADER);
    }
}
