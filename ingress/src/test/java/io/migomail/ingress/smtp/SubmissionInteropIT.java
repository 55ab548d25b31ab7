package io.migomail.ingress.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.tls.LocalAuthority;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Foreign clients submit over STARTTLS and AUTH. Missing ones skip the test, and fail it where CI=true. */
class SubmissionInteropIT {
    @TempDir
    Path folder;

    private Relay relay;
    private SmtpServer server;
    private LocalAuthority authority;

    @BeforeEach
    void open() throws Exception {
        relay = new Relay();
        authority = new LocalAuthority(folder.resolve("ca"), TimeSource.SYSTEM);
        HostPort any = new HostPort("127.0.0.1", 0);
        server = SmtpSubmission.start(
                new SmtpSubmission.Place(
                        List.of(any),
                        List.of(any),
                        Relay.HOST,
                        authority.serverCertificate(Set.of("localhost", "127.0.0.1"))),
                relay.parts);
    }

    @AfterEach
    void close() {
        server.close();
        relay.close();
    }

    @Test
    void pythons_smtplib_submits_mime_and_templates() throws Exception {
        need("python3");
        String output = run(
                "python3",
                resource("/smtp/submit.py"),
                Integer.toString(server.port()),
                authority.authorityFile().toString(),
                "acme",
                relay.account.liveKey());
        assertEquals(
                List.of("no login in clear", "wrong key 535", "refused {}", "refused {}", "size 552 5.3.4"),
                output.lines().toList());
        assertEquals(2, relay.accepted.size());
        AcceptedMessage relayed = relay.accepted.get(0);
        ReadMail mail = MimeReader.read(relayed.getContent().getRaw().toByteArray());
        assertEquals("Gr\u00fc\u00dfe", mail.subject());
        assertTrue(mail.header("Bcc").isEmpty() && mail.header("X-Migo-Tag").isEmpty());
        assertTrue(mail.header("Received").orElseThrow().contains("with ESMTPSA"));
        assertEquals(256, mail.files().get(0).content().length);
        String text = mail.text().replace("\r\n", "\n");
        assertTrue(text.startsWith("line\n.dot\n..dots\nxxx"), text);
        assertEquals(List.of("smtplib"), relayed.getHead().getTagsList());
        assertEquals("bcc", relayed.getRecipients(1).getRole());
        String variables =
                relay.last().getContent().getTemplate().getVariables().toString(StandardCharsets.UTF_8);
        assertTrue(variables.contains("\"847 291\"") && variables.contains("Zo\u00eb"), variables);
    }

    @Test
    void swaks_submits_over_starttls_and_over_implicit_tls() throws Exception {
        need("swaks");
        for (List<String> way : List.of(List.of("--tls"), List.of("--tlsc"))) {
            int port =
                    server.addresses().get(way.get(0).equals("--tls") ? 0 : 1).getPort();
            for (String mechanism : List.of("PLAIN", "LOGIN")) {
                String output = swaks(port, way, mechanism, "noreply@yourapp.com");
                String id = relay.last().getHead().getMessageId();
                assertTrue(output.contains("<~  250 2.0.0 " + id), output);
            }
        }
        assertEquals(4, relay.accepted.size());
        String other = swaks(server.port(), List.of("--tls"), "PLAIN", "a@other.example");
        assertTrue(other.contains("550 5.7.1 domain_not_verified"), other);
        String clear = swaks(server.port(), List.of(), "PLAIN", "noreply@yourapp.com");
        assertFalse(clear.contains("235 "), clear);
        assertEquals(4, relay.accepted.size());
    }

    private String swaks(int port, List<String> way, String mechanism, String from) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "swaks",
                "--server",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--from",
                from,
                "--to",
                "priya@example.com",
                "--auth",
                mechanism,
                "--auth-user",
                "migo",
                "--auth-password",
                relay.account.sandboxKey(),
                "--pipeline"));
        command.addAll(way);
        return run(command.toArray(String[]::new));
    }

    private static void need(String program) {
        boolean present = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        if (!present && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(program + " is missing on a CI machine");
        }
        assumeTrue(present, program + " is not installed");
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), command[0] + " runs for more than 60 s");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static String resource(String name) throws Exception {
        return Path.of(SubmissionInteropIT.class.getResource(name).toURI()).toString();
    }
}
