package io.migomail.mail.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.SmtpServerConfig.Bounds;
import io.migomail.mail.smtp.server.SmtpServerConfig.Policy;
import io.migomail.mail.tls.LocalAuthority;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpServerTest {
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);
    private static SslContext tls;

    private final List<RecordingConversation> conversations = new CopyOnWriteArrayList<>();
    private final List<SmtpConnection> connections = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void issue(@TempDir Path folder) throws IOException {
        tls = TlsContexts.server(new LocalAuthority(folder, TimeSource.SYSTEM).serverCertificate(Set.of("localhost")));
    }

    private SmtpServer start(SmtpServerConfig.Builder builder) throws IOException {
        return SmtpServer.start(builder.threads(1).build(), connection -> {
            RecordingConversation conversation = new RecordingConversation();
            connections.add(connection);
            conversations.add(conversation);
            return conversation;
        });
    }

    private static SmtpServerConfig.Builder plain() {
        return SmtpServerConfig.builder("mx.example").listen(ANY);
    }

    private static SmtpServerConfig.Builder secured() {
        return plain().listenTls(ANY).tls(tls).policy(new Policy(true, true, false));
    }

    @Test
    void mail_comes_over_starttls_and_auth() throws Exception {
        try (SmtpServer server = start(secured());
                SocketClient client = new SocketClient(server.port())) {
            assertEquals("220 mx.example ESMTP", client.reply());
            String ehlo = client.say("EHLO c.example");
            assertTrue(ehlo.contains("STARTTLS") && !ehlo.contains("AUTH"), ehlo);
            assertTrue(client.say("MAIL FROM:<>").startsWith("530 5.7.0"));
            assertTrue(client.say("AUTH PLAIN " + b64("\0user\0secret")).startsWith("530 5.7.0"));
            assertTrue(client.say("STARTTLS").startsWith("220 2.0.0"));
            client.startTls();
            assertTrue(client.say("MAIL FROM:<>").startsWith("503"), "EHLO is forgotten");
            ehlo = client.say("EHLO c.example");
            assertTrue(ehlo.contains("AUTH PLAIN LOGIN") && !ehlo.contains("STARTTLS"), ehlo);
            assertTrue(client.say("STARTTLS").startsWith("503"));
            assertTrue(client.say("AUTH PLAIN " + b64("\0user\0secret")).startsWith("235 2.7.0"));
            client.send("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
            assertTrue(client.reply().startsWith("250"));
            assertTrue(client.reply().startsWith("250"));
            assertTrue(client.reply().startsWith("354"));
            assertTrue(client.say("hello\r\n.").startsWith("250"));
            assertEquals(List.of("hello\r\n"), conversations.get(0).contents);
            assertNotNull(connections.get(0).tls());
            assertTrue(client.say("QUIT").startsWith("221"));
            assertNull(client.reply());
        }
    }

    @Test
    void commands_injected_after_starttls_are_dropped() throws Exception {
        try (SmtpServer server = start(secured());
                SocketClient client = new SocketClient(server.port())) {
            client.reply();
            client.say("EHLO c.example");
            client.send("STARTTLS\r\nEHLO injected.example\r\nRSET\r\n");
            assertTrue(client.reply().startsWith("220 2.0.0"));
            client.startTls();
            assertTrue(
                    client.say("NOOP").startsWith("250 2.0.0"),
                    "the first answer belongs to the first command under TLS");
            assertFalse(conversations.get(0).calls.contains("hello injected.example"));
        }
    }

    @Test
    void what_is_no_tls_after_starttls_ends_the_connection() throws Exception {
        try (SmtpServer server = start(secured());
                SocketClient client = new SocketClient(server.port())) {
            client.reply();
            client.say("EHLO c.example");
            client.say("STARTTLS");
            client.send("MAIL FROM:<a@x.example>\r\n");
            assertThrowsOrEnds(client);
            assertFalse(conversations.get(0).calls.contains("mail a@x.example"));
        }
    }

    @Test
    void tls_may_start_at_once() throws Exception {
        try (SmtpServer server = start(secured());
                SocketClient client = SocketClient.tls(server.addresses().get(1).getPort())) {
            assertEquals("220 mx.example ESMTP", client.reply());
            assertTrue(client.say("EHLO c.example").contains("AUTH"));
        }
    }

    @Test
    void replies_may_come_late_and_from_another_thread() throws Exception {
        try (SmtpServer server = start(plain());
                SocketClient client = new SocketClient(server.port())) {
            client.reply();
            client.say("EHLO c.example");
            conversations.get(0).script = call -> {
                CompletableFuture<SmtpReply> later = new CompletableFuture<>();
                connections.get(0).later(Duration.ofMillis(20), () -> later.completeAsync(() -> SmtpReply.STANDARD));
                return later;
            };
            client.send("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
            assertEquals("250 2.1.0 Sender ok", client.reply());
            assertEquals("250 2.1.5 Recipient ok", client.reply());
            assertTrue(client.reply().startsWith("354"));
        }
    }

    @Test
    void a_script_can_break_off_in_every_way() throws Exception {
        try (SmtpServer server = start(plain())) {
            assertScript(server, (connection, call) -> {
                connection.close();
                return new CompletableFuture<>();
            });
            assertScript(server, (connection, call) -> {
                connection.reset();
                return new CompletableFuture<>();
            });
            assertScript(server, (connection, call) -> {
                connection.closeAfterReply();
                return CompletableFuture.completedFuture(SmtpReply.SILENCE);
            });
        }
    }

    @Test
    void a_script_can_send_octets_that_are_no_reply() throws Exception {
        try (SmtpServer server = start(plain());
                SocketClient client = new SocketClient(server.port())) {
            client.reply();
            conversations.get(0).script = call -> {
                connections.get(0).send(new byte[] {'x', '\n'});
                connections.get(0).closeAfterReply();
                return CompletableFuture.completedFuture(SmtpReply.of(250, "", "bye"));
            };
            client.send("EHLO c.example\r\n");
            List<String> lines = List.of(client.reply(), client.reply());
            assertTrue(lines.contains("x") && lines.contains("250 bye"), lines.toString());
            assertNull(client.reply());
        }
    }

    @Test
    void a_reply_421_closes() throws Exception {
        try (SmtpServer server = start(plain());
                SocketClient client = new SocketClient(server.port())) {
            client.reply();
            conversations.get(0).script =
                    call -> CompletableFuture.completedFuture(SmtpReply.of(421, "4.7.0", "Go away"));
            assertEquals("421 4.7.0 Go away", client.say("EHLO c.example\r\nMAIL FROM:<>\r\nNOOP"));
            assertNull(client.reply());
        }
    }

    @Test
    void connections_over_the_limit_are_turned_away() throws Exception {
        Bounds few = new Bounds(1000, 3, 0, Duration.ofMinutes(5), Duration.ofMinutes(5), 100_000, 2, 1);
        try (SmtpServer server = start(plain().bounds(few))) {
            try (SocketClient first = new SocketClient(server.port());
                    SocketClient second = new SocketClient(server.port())) {
                assertEquals("220 mx.example ESMTP", first.reply());
                assertTrue(second.reply().startsWith("421 4.3.2"));
                assertNull(second.reply());
                assertTrue(first.say("QUIT").startsWith("221"));
                assertNull(first.reply());
            }
            await(() -> server.connections() == 0);
            try (SocketClient third = new SocketClient(server.port())) {
                assertEquals("220 mx.example ESMTP", third.reply());
            }
        }
    }

    @Test
    void a_stop_is_graceful_and_bounded() throws Exception {
        SmtpServer server = start(plain());
        try (SocketClient idle = new SocketClient(server.port());
                SocketClient busy = new SocketClient(server.port())) {
            idle.reply();
            busy.reply();
            busy.send("EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
            for (int i = 0; i < 4; i++) {
                busy.reply();
            }
            CompletionStage<Void> stopped = server.stop(Duration.ofMinutes(2));
            assertTrue(idle.reply().startsWith("421 4.3.2"));
            assertNull(idle.reply());
            assertTrue(busy.say("text\r\n.").startsWith("250"));
            assertTrue(busy.reply().startsWith("421 4.3.2"));
            busy.close();
            stopped.toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        SmtpServer stuck = start(plain());
        try (SocketClient client = new SocketClient(stuck.port())) {
            client.reply();
            client.send("EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
            for (int i = 0; i < 4; i++) {
                client.reply();
            }
            stuck.stop(Duration.ofMillis(50)).toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertEquals(0, stuck.bufferedOctets());
        }
    }

    @Test
    void an_address_in_use_is_an_error_and_leaves_nothing() throws Exception {
        try (SmtpServer server = start(plain())) {
            HostPort taken = new HostPort("127.0.0.1", server.port());
            assertThrows(IOException.class, () -> start(plain().listen(taken)));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> plain().policy(new Policy(true, false, false)).build());
    }

    private interface Script {
        CompletionStage<SmtpReply> reply(SmtpConnection connection, String call);
    }

    private void assertScript(SmtpServer server, Script script) throws IOException {
        try (SocketClient client = new SocketClient(server.port())) {
            client.reply();
            SmtpConnection connection = connections.get(connections.size() - 1);
            conversations.get(conversations.size() - 1).script = call -> script.reply(connection, call);
            client.send("EHLO c.example\r\n");
            assertThrowsOrEnds(client);
        }
    }

    private static void assertThrowsOrEnds(SocketClient client) {
        try {
            String reply = client.reply();
            assertTrue(reply == null || !reply.startsWith("2"), reply);
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("still open", e);
        } catch (IOException e) {
            // a reset is an end, too
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited 60 s");
            Thread.onSpinWait();
        }
    }

    private static String b64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
