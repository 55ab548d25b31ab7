package io.migomail.mail.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.SmtpServerConfig.Bounds;
import io.migomail.mail.smtp.server.SmtpServerConfig.Policy;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LimitsOfDialogueTest {
    private static final Policy FOR_TESTS = new Policy(false, true, true);

    @Test
    void ehlo_lists_what_is_offered() {
        try (Dialogue dialogue = new Dialogue()) {
            assertEquals(
                    "250-mx.example\r\n250-PIPELINING\r\n250-SIZE 10000\r\n250-8BITMIME\r\n"
                            + "250-ENHANCEDSTATUSCODES\r\n250-CHUNKING\r\n250 SMTPUTF8\r\n",
                    dialogue.say("EHLO c.example\r\n"));
            assertEquals("250 mx.example\r\n", dialogue.say("HELO c.example\r\n"));
        }
    }

    @Test
    void a_declared_size_over_the_limit_is_refused_at_mail() {
        try (Dialogue dialogue = new Dialogue()) {
            dialogue.say("EHLO c.example\r\n");
            assertTrue(dialogue.say("MAIL FROM:<> SIZE=10001\r\n").startsWith("552 5.3.4 "));
            assertTrue(dialogue.say("MAIL FROM:<> SIZE=10000\r\n").startsWith("250 "));
        }
    }

    @Test
    void the_real_size_is_held_to_the_limit() {
        String line = "x".repeat(98) + "\r\n";
        try (Dialogue dialogue = Dialogue.inData()) {
            assertEquals("250 2.0.0 Ok\r\n", dialogue.say(line.repeat(100) + ".\r\n"));
            dialogue.say("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
            assertTrue(dialogue.say(line.repeat(100) + "\r\n.\r\n").startsWith("552 5.3.4 "));
            assertEquals("250 2.0.0 Ok\r\n", dialogue.say("NOOP\r\n"));
        }
    }

    @Test
    void endless_data_is_cut() {
        try (Dialogue dialogue = Dialogue.inData()) {
            assertTrue(dialogue.say(("x".repeat(98) + "\r\n").repeat(250)).startsWith("552 5.3.4 "));
            assertFalse(dialogue.open());
        }
    }

    @Test
    void recipients_over_the_limit_are_deferred() {
        try (Dialogue dialogue = Dialogue.afterRcpt()) {
            dialogue.say("RCPT TO:<c@y.example>\r\nRCPT TO:<d@y.example>\r\n");
            assertTrue(dialogue.say("RCPT TO:<e@y.example>\r\n").startsWith("452 4.5.3 "));
            dialogue.say("DATA\r\n");
            dialogue.say(".\r\n");
            assertEquals(3, dialogue.conversation.envelopes.get(0).recipients().size());
        }
    }

    @Test
    void a_long_command_line_is_skipped_to_its_end() {
        try (Dialogue dialogue = new Dialogue()) {
            String answer = dialogue.say("NOOP " + "x".repeat(5_000));
            assertEquals("", answer);
            assertEquals("500 5.5.6 Line is too long\r\n250 2.0.0 Ok\r\n", dialogue.say("yy\r\nNOOP\r\n"));
            assertEquals("250 2.0.0 Ok\r\n", dialogue.say("NOOP " + "x".repeat(Limits.SMTP_LINE_BYTES - 7) + "\r\n"));
            assertTrue(dialogue.say("NOOP " + "x".repeat(Limits.SMTP_LINE_BYTES - 6) + "\r\n")
                    .startsWith("500 "));
        }
    }

    @Test
    void a_line_without_end_is_cut() {
        try (Dialogue dialogue = new Dialogue()) {
            assertTrue(dialogue.say("x".repeat(300_000)).startsWith("500 "));
            assertFalse(dialogue.open());
        }
    }

    @Test
    void a_long_text_line_is_refused() {
        try (Dialogue dialogue = Dialogue.inData()) {
            assertEquals("250 2.0.0 Ok\r\n", dialogue.say("x".repeat(998) + "\r\n.\r\n"));
            dialogue.say("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
            assertTrue(dialogue.say("x".repeat(999) + "\r\n.\r\n").startsWith("550 5.6.0 "));
        }
    }

    @Test
    void too_many_bad_commands_close_the_connection() {
        try (Dialogue dialogue = new Dialogue()) {
            String answer = dialogue.say("JUNK\r\n".repeat(Limits.SMTP_BAD_COMMANDS + 5));
            assertTrue(answer.endsWith("421 4.7.0 Too many errors, closing connection\r\n"), answer);
            assertEquals(Limits.SMTP_BAD_COMMANDS + 1, answer.split("\r\n").length);
            assertFalse(dialogue.open());
        }
    }

    @Test
    void commands_out_of_order_are_refused() {
        try (Dialogue dialogue = new Dialogue()) {
            assertTrue(dialogue.say("MAIL FROM:<>\r\n").startsWith("503 "));
            dialogue.say("EHLO c.example\r\n");
            assertTrue(dialogue.say("RCPT TO:<b@y.example>\r\n").startsWith("503 "));
            assertTrue(dialogue.say("DATA\r\n").startsWith("503 "));
            dialogue.say("MAIL FROM:<>\r\n");
            assertTrue(dialogue.say("MAIL FROM:<>\r\n").startsWith("503 "));
            assertTrue(dialogue.say("DATA\r\n").startsWith("554 "));
            assertTrue(dialogue.say("STARTTLS\r\n").startsWith("502 "));
            dialogue.say("EHLO again.example\r\n");
            assertTrue(dialogue.conversation.calls.contains("reset"), "EHLO ends the transaction");
        }
    }

    @Test
    void an_idle_client_is_told_and_closed() {
        try (Dialogue dialogue = new Dialogue()) {
            assertEquals("", dialogue.wait(Duration.ofMinutes(4)));
            dialogue.say("NOOP\r\n");
            assertEquals("", dialogue.wait(Duration.ofMinutes(4)), "an octet starts the clock again");
            assertTrue(dialogue.wait(Duration.ofMinutes(1)).startsWith("421 4.4.2 "));
            assertFalse(dialogue.open());
        }
    }

    @Test
    void a_trickle_of_content_is_cut() {
        try (Dialogue dialogue = Dialogue.inData()) {
            for (int i = 0; i < 9; i++) {
                dialogue.say("x");
                assertEquals("", dialogue.wait(Duration.ofMinutes(1)));
            }
            dialogue.say("x");
            assertTrue(dialogue.wait(Duration.ofMinutes(1)).startsWith("421 4.4.2 "));
            assertFalse(dialogue.open());
        }
    }

    @Test
    void the_clock_stands_still_while_the_server_owes_a_reply() {
        CompletableFuture<SmtpReply> pending = new CompletableFuture<>();
        try (Dialogue dialogue = Dialogue.inData()) {
            dialogue.conversation.script = call -> pending;
            dialogue.say("a\r\n.\r\n");
            assertEquals("", dialogue.wait(Duration.ofMinutes(30)));
            pending.complete(SmtpReply.STANDARD);
            assertEquals("250 2.0.0 Ok\r\n", dialogue.heard());
        }
    }

    @Test
    void content_of_all_connections_is_bounded() {
        Bounds bounds = new Bounds(10_000, 3, 0, Duration.ofMinutes(5), Duration.ofMinutes(10), 9_000, 10, 10);
        try (Dialogue dialogue = new Dialogue(bounds, new Policy(false, false, false))) {
            dialogue.say("EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
            assertTrue(dialogue.say("x".repeat(9_500) + "\r\n.\r\n").startsWith("452 4.3.1 "));
        }
    }

    @Test
    void auth_plain_and_login_open_the_door() {
        for (List<String> lines : List.of(
                List.of("AUTH PLAIN " + b64("\0user\0secret")),
                List.of("AUTH PLAIN", b64("x\0user\0secret")),
                List.of("AUTH LOGIN", b64("user"), b64("secret")),
                List.of("AUTH LOGIN " + b64("user"), b64("secret")))) {
            try (Dialogue dialogue = new Dialogue(Dialogue.BOUNDS, FOR_TESTS)) {
                assertTrue(dialogue.say("EHLO c.example\r\n").endsWith("250 AUTH PLAIN LOGIN\r\n"));
                assertTrue(dialogue.say("MAIL FROM:<>\r\n").startsWith("530 5.7.0 "));
                String answer = "";
                for (String line : lines) {
                    answer = dialogue.say(line + "\r\n");
                }
                assertEquals("235 2.7.0 Authentication successful\r\n", answer);
                assertTrue(dialogue.say("AUTH PLAIN =\r\n").startsWith("503 "));
                assertTrue(dialogue.say("MAIL FROM:<>\r\n").startsWith("250 "));
            }
        }
    }

    @Test
    void failed_logins_are_few() {
        try (Dialogue dialogue = new Dialogue(Dialogue.BOUNDS, FOR_TESTS)) {
            dialogue.say("EHLO c.example\r\n");
            assertTrue(
                    dialogue.say("AUTH PLAIN " + b64("\0user\0wrong") + "\r\n").startsWith("535 5.7.8 "));
            dialogue.say("AUTH LOGIN\r\n");
            assertTrue(dialogue.say("*\r\n").startsWith("501 "));
            assertTrue(dialogue.open());
            assertTrue(dialogue.say("AUTH PLAIN %%%\r\n").startsWith("501 "));
            assertFalse(dialogue.open());
        }
    }

    @Test
    void odd_names_in_ehlo_are_taken_and_control_characters_are_not() {
        try (Dialogue dialogue = new Dialogue(Dialogue.BOUNDS, new Policy(false, false, false))) {
            for (String name : List.of("my_laptop", "[127.0.0.1]", "a.b..c.", "Zo\u00c3\u00ab-PC", "Priyas MacBook")) {
                assertTrue(dialogue.say("EHLO " + name + "\r\n").startsWith("250-"), name);
            }
            assertTrue(dialogue.say("EHLO\r\n").startsWith("501 "));
            assertTrue(dialogue.say("EHLO " + "a".repeat(256) + "\r\n").startsWith("501 "));
            assertTrue(dialogue.say("EHLO a\u0000b\r\n").startsWith("500 "));
        }
    }

    @Test
    void auth_in_clear_is_refused() {
        try (Dialogue dialogue = new Dialogue(Dialogue.BOUNDS, new Policy(false, true, false))) {
            assertFalse(dialogue.say("EHLO c.example\r\n").contains("AUTH"));
            assertTrue(
                    dialogue.say("AUTH PLAIN " + b64("\0user\0secret") + "\r\n").startsWith("538 5.7.11 "));
            assertEquals(
                    List.of(),
                    dialogue.conversation.calls.stream()
                            .filter(c -> c.startsWith("auth"))
                            .toList());
        }
    }

    @Test
    void a_stop_lets_running_content_finish() {
        try (Dialogue dialogue = Dialogue.inData()) {
            dialogue.say("half");
            dialogue.handler.stop();
            assertEquals("", dialogue.heard());
            assertEquals(
                    "250 2.0.0 Ok\r\n421 4.3.2 Shutting down, try again later\r\n", dialogue.say(" done\r\n.\r\n"));
            assertFalse(dialogue.open());
        }
    }

    @Test
    void a_stop_ends_what_has_not_begun() {
        try (Dialogue idle = new Dialogue();
                Dialogue early = Dialogue.afterRcpt()) {
            idle.handler.stop();
            assertTrue(idle.heard().startsWith("421 4.3.2 "));
            early.handler.stop();
            assertEquals("", early.heard());
            assertTrue(early.say("DATA\r\n").startsWith("421 4.3.2 "));
            assertFalse(early.open());
        }
    }

    private static String b64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
