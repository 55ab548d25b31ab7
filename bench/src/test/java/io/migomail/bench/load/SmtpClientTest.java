package io.migomail.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.HostPort;
import io.migomail.core.MailAddress;
import io.migomail.core.TimeSource;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Credentials;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConversation;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import io.migomail.mail.smtp.server.TlsContexts;
import io.migomail.mail.tls.LocalAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpClientTest {
    private static final Mails MAILS = new Mails(new Mails.Plan("r1", "a@example.com", 1, 20_480, ""));

    @TempDir
    Path folder;

    private final AtomicInteger logins = new AtomicInteger();
    private SmtpServer server;
    private LocalAuthority authority;

    /** Knows one password, and refuses recipient number nine. */
    private final class Submission implements SmtpConversation {
        @Override
        public CompletionStage<SmtpReply> authenticate(Credentials given) {
            boolean right = given.password().equals("secret");
            logins.addAndGet(right ? 1 : 0);
            return CompletableFuture.completedFuture(
                    right ? SmtpReply.of(235, "2.7.0", "Welcome") : SmtpReply.STANDARD);
        }

        @Override
        public CompletionStage<SmtpReply> recipient(MailAddress recipient) {
            boolean refused = recipient.toString().startsWith("k9@");
            return CompletableFuture.completedFuture(refused ? SmtpReply.of(550, "5.1.1", "No") : SmtpReply.STANDARD);
        }

        @Override
        public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
            return CompletableFuture.completedFuture(SmtpReply.of(250, "2.0.0", "msg_7"));
        }
    }

    @BeforeEach
    void start() throws IOException {
        authority = new LocalAuthority(folder, TimeSource.SYSTEM);
        SmtpServerConfig config = SmtpServerConfig.builder("submit.example")
                .listen(new HostPort("127.0.0.1", 0))
                .tls(TlsContexts.server(authority.serverCertificate(Set.of("localhost", "127.0.0.1"))))
                .policy(new SmtpServerConfig.Policy(true, true, false))
                .threads(1)
                .build();
        server = SmtpServer.start(config, connection -> new Submission());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SmtpClient client(String password) throws IOException {
        HostPort address = new HostPort("127.0.0.1", server.port());
        return new SmtpClient(SmtpAccess.secured(address, authority.authorityFile(), "migo", password), MAILS);
    }

    @Test
    void oneLoginUnderTlsServesManyMessages() throws IOException {
        try (SmtpClient client = client("secret")) {
            assertEquals(new Answer(250, "msg_7"), client.send(1));
            assertEquals(new Answer(250, "msg_7"), client.send(2));
        }
        assertEquals(1, logins.get());
    }

    @Test
    void aRefusedRecipientIsAnAnswerAndTheNextMessageGoesThrough() throws IOException {
        try (SmtpClient client = client("secret")) {
            assertEquals(550, client.send(9).code());
            assertTrue(client.send(1).accepted());
        }
    }

    @Test
    void aWrongPasswordIsToldAsSuch() throws IOException {
        try (SmtpClient client = client("wrong")) {
            IOException e = assertThrows(IOException.class, () -> client.send(1));
            assertTrue(String.valueOf(e.getMessage()).contains("535"), e.getMessage());
        }
    }
}
