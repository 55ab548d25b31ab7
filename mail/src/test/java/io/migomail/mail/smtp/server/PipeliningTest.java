package io.migomail.mail.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.mail.smtp.SmtpReply;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PipeliningTest {
    private static final CompletableFuture<SmtpReply> STANDARD = CompletableFuture.completedFuture(SmtpReply.STANDARD);

    @Test
    void replies_keep_the_order_of_commands_and_leave_in_one_write() {
        try (Dialogue dialogue = new Dialogue()) {
            dialogue.say("EHLO c.example\r\n");
            dialogue.channel.writeInbound(Unpooled.copiedBuffer(
                    "MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nRCPT TO:<bad>\r\nDATA\r\n",
                    StandardCharsets.US_ASCII));
            assertEquals(1, dialogue.channel.outboundMessages().size());
            List<String> replies = List.of(dialogue.heard().split("\r\n"));
            assertEquals(
                    List.of("250", "250", "501", "354"),
                    replies.stream().map(line -> line.substring(0, 3)).toList());
        }
    }

    @Test
    void commands_wait_while_a_reply_is_pending() {
        CompletableFuture<SmtpReply> mail = new CompletableFuture<>();
        CompletableFuture<SmtpReply> rcpt = new CompletableFuture<>();
        try (Dialogue dialogue = new Dialogue()) {
            dialogue.say("EHLO c.example\r\n");
            dialogue.conversation.script = call ->
                    Map.of("mail a@x.example", mail, "rcpt b@y.example", rcpt).getOrDefault(call, STANDARD);
            assertEquals("", dialogue.say("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n"));
            assertFalse(dialogue.conversation.calls.contains("rcpt b@y.example"));
            mail.complete(SmtpReply.STANDARD);
            assertEquals("250 2.1.0 Sender ok\r\n", dialogue.heard());
            rcpt.complete(SmtpReply.of(450, "4.2.1", "Later"));
            assertEquals("450 4.2.1 Later\r\n554 5.5.1 No valid recipients\r\n", dialogue.heard());
        }
    }

    @Test
    void a_failed_stage_is_a_temporary_error() {
        try (Dialogue dialogue = Dialogue.inData()) {
            dialogue.conversation.script =
                    call -> CompletableFuture.failedFuture(new IllegalStateException("expected by the test"));
            assertEquals("451 4.3.0 Local error, try again later\r\n", dialogue.say("a\r\n.\r\n"));
            dialogue.conversation.script = call -> STANDARD;
            assertEquals("250 2.1.0 Sender ok\r\n", dialogue.say("MAIL FROM:<>\r\n"));
        }
    }

    @Test
    void a_conversation_that_throws_is_a_temporary_error() {
        try (Dialogue dialogue = Dialogue.inData()) {
            dialogue.conversation.script = call -> {
                throw new IllegalStateException("expected by the test");
            };
            assertEquals("451 4.3.0 Local error, try again later\r\n", dialogue.say("a\r\n.\r\n"));
            dialogue.conversation.script = call -> STANDARD;
            assertEquals("250 2.1.0 Sender ok\r\n", dialogue.say("MAIL FROM:<>\r\n"));
        }
    }

    @Test
    void reading_stops_when_a_client_runs_far_ahead() {
        CompletableFuture<SmtpReply> mail = new CompletableFuture<>();
        try (Dialogue dialogue = new Dialogue()) {
            dialogue.say("EHLO c.example\r\n");
            dialogue.conversation.script = call -> call.startsWith("mail") ? mail : STANDARD;
            dialogue.say("MAIL FROM:<>\r\n");
            dialogue.say("NOOP\r\n".repeat(50_000));
            assertFalse(dialogue.channel.config().isAutoRead());
            mail.complete(SmtpReply.STANDARD);
            String answer = dialogue.heard();
            assertEquals(50_001, answer.split("\r\n").length);
            assertTrue(dialogue.channel.config().isAutoRead());
        }
    }

    @Test
    void several_messages_follow_each_other_on_one_connection() {
        try (Dialogue dialogue = new Dialogue()) {
            dialogue.say("EHLO c.example\r\n");
            for (int i = 0; i < 3; i++) {
                dialogue.say("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
                dialogue.say("n" + i + "\r\n.\r\n");
            }
            assertEquals(List.of("n0\r\n", "n1\r\n", "n2\r\n"), dialogue.conversation.contents);
            assertFalse(dialogue.conversation.calls.contains("reset"));
        }
    }

    @Test
    void silence_and_a_conversations_own_words_are_possible() {
        try (Dialogue dialogue = new Dialogue()) {
            dialogue.conversation.script = call -> CompletableFuture.completedFuture(
                    call.startsWith("hello") ? SmtpReply.of(250, "", "only me") : SmtpReply.SILENCE);
            assertEquals("250 only me\r\n", dialogue.say("EHLO c.example\r\n"));
            assertEquals("250 2.0.0 Ok\r\n", dialogue.say("MAIL FROM:<>\r\nNOOP\r\n"));
        }
    }
}
