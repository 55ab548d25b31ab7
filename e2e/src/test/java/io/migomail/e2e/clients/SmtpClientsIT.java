package io.migomail.e2e.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.HostPort;
import io.migomail.e2e.StackFixture;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of other makers submit over STARTTLS and AUTH, and what arrives at the MX is what they sent, signed. Missing ones
 * are skipped, and fail where CI=true. The list of docs/smtp-clients.md is this test's output.
 */
@Tag(StackFixture.SHARED)
class SmtpClientsIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @TempDir
    static Path folder;

    private static ClientMail mail;

    @BeforeAll
    static void write() throws Exception {
        mail = new ClientMail(folder);
        mail.write();
    }

    @TestFactory
    Stream<DynamicTest> everyClientSubmitsByPlainAndByLogin() {
        return ForeignClient.ALL.stream()
                .flatMap(client -> Stream.of("PLAIN", "LOGIN")
                        .map(auth -> DynamicTest.dynamicTest(
                                client.name() + " " + auth, () -> submits(client, auth, Map.of()))));
    }

    @TestFactory
    Stream<DynamicTest> oddNamesInEhloAreTaken() {
        ForeignClient swaks = ForeignClient.ALL.get(0);
        return Stream.of(
                        "localhost",
                        "my_laptop",
                        "WIN-7ABC.",
                        "[127.0.0.1]",
                        "[IPv6:::1]",
                        "a.b..c",
                        "Zo\u00eb-PC",
                        "x_-",
                        "Priyas MacBook",
                        "10.0.0.7")
                .map(name -> DynamicTest.dynamicTest(name, () -> submits(swaks, "PLAIN", Map.of("SMTP_EHLO", name))));
    }

    private static void submits(ForeignClient client, String auth, Map<String, String> more) throws Exception {
        String version = client.version();
        need(!version.isEmpty(), client.name() + ": " + client.packages());
        String to = address(client.name() + "-" + auth + "-" + Integer.toHexString(more.hashCode()));
        Map<String, String> environment = environment(to, auth);
        environment.putAll(more);
        ForeignClient.Result result = client.send(environment);
        assertEquals(0, result.status(), result.output());
        arrived(to);
        System.out.println("SmtpClientsIT: " + client.name() + " | " + version + " | " + auth);
    }

    @Test
    void jakartaMailSubmits() throws Exception {
        HostPort smtp = HostPort.parse(STACK.ready().smtp());
        for (String auth : List.of("PLAIN", "LOGIN")) {
            String to = address("jakarta-" + auth);
            new JakartaClient("localhost", smtp.port())
                    .secure(Path.of(STACK.ready().ca()), auth)
                    .send(mail, to, STACK.ready().account(), STACK.ready().liveKey());
            arrived(to);
            System.out.println("SmtpClientsIT: Jakarta Mail (Angus) | " + JakartaClient.version() + " | " + auth);
        }
    }

    @Test
    void aPostfixHandsItsMailToTheSmarthost() throws Exception {
        String version = new ForeignClient("Postfix", "", "", List.of("postfix", "libsasl2-modules")).version();
        need(Smarthost.possible() && !version.isEmpty(), "postfix and libsasl2-modules, and root");
        String to = address("smarthost");
        int port = HostPort.parse(STACK.ready().smtp()).port();
        try (Smarthost postfix = Smarthost.start(
                port, STACK.ready().ca(), STACK.ready().account(), STACK.ready().liveKey())) {
            new JakartaClient("127.0.0.1", postfix.port()).send(mail, to, "", "");
            arrived(to);
        }
        System.out.println("SmtpClientsIT: Postfix smarthost | " + version + " | PLAIN");
    }

    private static Map<String, String> environment(String to, String auth) throws Exception {
        HostPort smtp = HostPort.parse(STACK.ready().smtp());
        Map<String, String> out = new HashMap<>(Map.of(
                "SMTP_HOST", "localhost",
                "SMTP_PORT", Integer.toString(smtp.port()),
                "SMTP_CA", STACK.ready().ca(),
                "SMTP_USER", STACK.ready().account(),
                "SMTP_PASSWORD", STACK.ready().liveKey(),
                "SMTP_AUTH", auth,
                "NODE_PATH", ForeignClient.modules().toString(),
                "LC_ALL", "C.UTF-8"));
        out.putAll(Map.of(
                "MAIL_FROM",
                ClientMail.FROM,
                "MAIL_TO",
                to,
                "MAIL_SUBJECT",
                ClientMail.SUBJECT,
                "MAIL_TEXT",
                mail.text().toString(),
                "MAIL_FILE",
                mail.file().toString(),
                "MAIL_MESSAGE",
                mail.message(to).toString()));
        return out;
    }

    private static String address(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "@example.com";
    }

    private static void arrived(String to) throws Exception {
        JsonNode captured = STACK.awaitInbox(to, 1).get(0);
        assertEquals(2, captured.path("dkim").size(), captured::toString);
        captured.path("dkim").forEach(v -> assertTrue(v.asText().startsWith("pass yourapp.com/"), captured::toString));
        ClientMail.assertSame(STACK.source(captured));
    }

    private static void need(boolean present, String what) {
        if (!present && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("missing on a CI machine: " + what);
        }
        assumeTrue(present, "not installed: " + what);
    }
}
