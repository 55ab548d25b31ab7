package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.FreePorts;
import io.migomail.core.HostPort;
import io.migomail.core.MessageClass;
import io.migomail.core.Setting;
import io.migomail.core.Topics;
import io.migomail.core.record.MailEvent;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConversation;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import io.migomail.testkit.DeadPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A message of 5 MB to three recipients, to the built-in MX, and over a restart to one that is away at first. */
class LargeMessageIT {
    private static final byte[] ATTACHED = attached();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Of the MX that is away, below the ports of outgoing connections. */
    private static final int PORT = FreePorts.ofThisProcess().next();

    private static final DeadPort AWAY = away();

    @RegisterExtension
    static final StackFixture STACK = StackFixture.with(Map.of(Setting.MIGO_ROUTES, "late.example=127.0.0.1:" + PORT));

    @AfterAll
    static void close() throws IOException {
        AWAY.close();
    }

    @Test
    void it_arrives_byte_exact_and_well_signed_and_its_records_stay_small() throws Exception {
        String id = STACK.send(request("example.com"));
        for (String name : List.of("a", "b", "c")) {
            JsonNode mail = STACK.awaitInbox(name + "@example.com", 1).get(0);
            assertEquals(2, mail.path("dkim").size(), mail::toString);
            mail.path("dkim").forEach(v -> assertTrue(v.asText().startsWith("pass yourapp.com/"), mail::toString));
            byte[] source = STACK.source(mail);
            assertArrayEquals(ATTACHED, MimeReader.read(source).files().get(0).content());
        }
        JsonNode story = Await.until(
                "delivered",
                PATIENCE,
                () -> STACK.story(id),
                s -> s.path("status").asText().equals("delivered"));
        assertEquals(3, story.path("recipients").size());
        assertTrue(TopicReader.largest(STACK.settings(), Topics.accepted(MessageClass.CRITICAL)) < 4_000);
        assertTrue(TopicReader.largest(STACK.settings(), Topics.OUTCOMES) < 4_000);
        List<Long> sizes = STACK.store().events(STACK.application(), id).stream()
                .filter(e -> e.getType().equals("delivered"))
                .map(MailEvent::getSize)
                .distinct()
                .toList();
        assertEquals(1, sizes.size(), sizes::toString);
        assertTrue(sizes.get(0) > ATTACHED.length, sizes::toString);
    }

    @Test
    void it_waits_as_a_reference_and_outlives_a_restart() throws Exception {
        String id = STACK.send(request("late.example"));
        Await.until(
                "a first attempt for each",
                PATIENCE,
                () -> STACK.events(id).stream()
                        .filter(e -> e.path("type").asText().equals("soft_bounce"))
                        .map(e -> e.at("/data/recipient").asText()
                                + e.path("recipient").asText())
                        .distinct()
                        .count(),
                count -> count == 3);
        Path data = STACK.settings().folder(Setting.MIGO_DATA);
        STACK.stop();
        long state = octets(data.resolve("checkpoints"));
        assertTrue(state < ATTACHED.length, "checkpoints of " + state + " bytes");
        AWAY.close();
        try (LateMx mx = new LateMx()) {
            STACK.start();
            Await.until("three mails", PATIENCE, mx.received::size, n -> n == 3);
            for (byte[] wire : mx.received.values()) {
                assertArrayEquals(ATTACHED, MimeReader.read(wire).files().get(0).content());
                String name = HexFormat.of().formatHex(sha256(wire));
                Path body = data.resolve("bodies").resolve(name.substring(0, 2)).resolve(name);
                assertTrue(Files.exists(body), "what went over the wire is what was kept");
            }
            Await.until(
                    "delivered",
                    PATIENCE,
                    () -> STACK.story(id),
                    s -> s.path("status").asText().equals("delivered"));
        }
    }

    @Test
    void it_is_refused_where_it_cannot_be_kept() throws Exception {
        Path bodies = STACK.settings().folder(Setting.MIGO_DATA).resolve("bodies");
        Path away = bodies.resolveSibling("bodies-away");
        Files.move(bodies, away);
        try {
            JsonNode problem = STACK.api().post("/v1/messages", request("example.org"), 503);
            assertEquals("store_unavailable", problem.path("code").asText());
        } finally {
            Files.move(away, bodies);
        }
        STACK.send(request("example.org"));
        STACK.awaitInbox("c@example.org", 1);
        STACK.awaitInbox("a@example.org", 1);
    }

    /** Nobody else shall listen there meanwhile. */
    private static DeadPort away() {
        try {
            return DeadPort.open(PORT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String request(String domain) {
        return "{\"to\":[\"a@" + domain + "\",\"b@" + domain + "\",\"c@" + domain + "\"],"
                + "\"from\":\"noreply@yourapp.com\",\"subject\":\"Large\",\"text\":\"See the file.\",\"class\":\"critical\","
                + "\"attachments\":[{\"filename\":\"a.bin\",\"content_type\":\"application/octet-stream\",\"content\":\""
                + Base64.getEncoder().encodeToString(ATTACHED) + "\"}]}";
    }

    private static byte[] attached() {
        byte[] octets = new byte[5_000_000];
        new Random(5).nextBytes(octets);
        return octets;
    }

    private static byte[] sha256(byte[] octets) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(octets);
    }

    private static long octets(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    /** The MX that was away. */
    private static final class LateMx implements AutoCloseable {
        private final Map<String, byte[]> received = new ConcurrentHashMap<>();
        private final SmtpServer server;

        LateMx() throws IOException {
            server = SmtpServer.start(
                    SmtpServerConfig.builder("late.example")
                            .threads(1)
                            .listen(new HostPort("127.0.0.1", PORT))
                            .build(),
                    connection -> new Taking());
        }

        @Override
        public void close() {
            server.close();
        }

        private final class Taking implements SmtpConversation {
            @Override
            public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
                envelope.recipients().forEach(r -> received.put(r.toString(), content));
                return CompletableFuture.completedFuture(SmtpReply.of(250, "2.0.0", "taken"));
            }
        }
    }
}
