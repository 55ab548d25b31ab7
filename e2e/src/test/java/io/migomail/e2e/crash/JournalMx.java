package io.migomail.e2e.crash;

import io.migomail.core.HostPort;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConversation;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An MX that writes down every mail at the moment it answers 250, by the header {@code X-Load-Id}. It thinks before it
 * answers, so that transactions are open when the sender dies. Thread-safe.
 */
final class JournalMx implements AutoCloseable {
    /** The header by which a mail is known. */
    static final String HEADER = "X-Load-Id";

    private static final Pattern ID = Pattern.compile("(?i)\n" + HEADER + ": *(\\S+)\r\n");

    private final Duration thinks;
    private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private final SmtpServer server;

    /** One accepted mail; {@code at} by {@link System#nanoTime}. */
    record Entry(String id, String recipient, long at) {}

    JournalMx(Duration thinks) throws IOException {
        this.thinks = thinks;
        SmtpServerConfig config = SmtpServerConfig.builder("mx.journal.test")
                .listen(new HostPort("127.0.0.1", 0))
                .threads(1)
                .build();
        server = SmtpServer.start(config, connection -> new Conversation());
    }

    /** For {@code MIGO_ROUTES}: everything comes here. */
    String routes() {
        return "*=127.0.0.1:" + server.port();
    }

    /** How often each id was accepted. */
    Map<String, Long> counts() {
        return entries.stream().collect(Collectors.groupingBy(Entry::id, TreeMap::new, Collectors.counting()));
    }

    boolean has(String id) {
        return entries.stream().anyMatch(e -> e.id().equals(id));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Mail that should not look as it does. */
    List<String> wrong() {
        return wrong;
    }

    /** Whether nobody is connected and all that came is written down: after the sender's death nothing more can come. */
    boolean atRest() {
        return server.connections() == 0 && open.get() == 0;
    }

    /** Transactions whose content has come and that are not answered. */
    int open() {
        return open.get();
    }

    /**
     * Does the deed; returns how many transactions had brought their content before it was done and were answered after
     * it had begun: those whose sender died with them, give or take the time that dying took.
     */
    int openAfter(Deed deed) throws InterruptedException {
        int before = open.get();
        int came = arrived.get();
        deed.run();
        return before + arrived.get() - came;
    }

    /** What ends the sender. */
    @FunctionalInterface
    interface Deed {
        void run() throws InterruptedException;
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Conversation implements SmtpConversation {
        @Override
        public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
            arrived.incrementAndGet();
            open.incrementAndGet();
            return CompletableFuture.supplyAsync(
                    () -> write(envelope, content),
                    CompletableFuture.delayedExecutor(thinks.toMillis(), TimeUnit.MILLISECONDS));
        }

        private SmtpReply write(Envelope envelope, byte[] content) {
            try {
                return written(envelope, content);
            } finally {
                open.decrementAndGet(); // not before it is among the entries
            }
        }

        private SmtpReply written(Envelope envelope, byte[] content) {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            Matcher id = ID.matcher(text);
            String recipient = envelope.recipients().get(0).toString();
            if (!id.find() || envelope.recipients().size() != 1) {
                wrong.add(recipient + ": no " + HEADER);
                return SmtpReply.of(250, "2.0.0", "taken without an id");
            }
            if (!recipient.startsWith(id.group(1) + "@") || !text.contains("body of " + id.group(1))) {
                wrong.add(id.group(1) + " came to " + recipient);
            }
            entries.add(new Entry(id.group(1), recipient, System.nanoTime()));
            return SmtpReply.of(250, "2.0.0", "journal " + id.group(1));
        }
    }
}
