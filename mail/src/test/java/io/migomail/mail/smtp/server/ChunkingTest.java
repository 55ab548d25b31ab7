package io.migomail.mail.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkingTest {
    @Test
    void chunks_are_joined_exactly() {
        for (boolean octetByOctet : List.of(false, true)) {
            try (Dialogue dialogue = Dialogue.afterRcpt()) {
                String text = "BDAT 5\r\n.a\r\n.BDAT 7\r\nb\r\n.\r\ncBDAT 0 LAST\r\nNOOP\r\n";
                String answer = octetByOctet ? dialogue.spell(text) : dialogue.say(text);
                assertEquals(
                        "250 2.0.0 5 octets received\r\n250 2.0.0 7 octets received\r\n250 2.0.0 Ok\r\n250 2.0.0 Ok\r\n",
                        answer);
                assertEquals(List.of(".a\r\n.b\r\n.\r\nc"), dialogue.conversation.contents);
            }
        }
    }

    @Test
    void a_refused_chunk_is_not_read_as_commands() {
        try (Dialogue dialogue = new Dialogue()) {
            dialogue.say("EHLO c\r\n");
            String answer = dialogue.say("BDAT 12 LAST\r\nRSET\r\nQUIT\r\nNOOP\r\n");
            assertTrue(answer.startsWith("503 5.5.1 "), answer);
            assertTrue(answer.endsWith("\r\n250 2.0.0 Ok\r\n"), answer);
            assertTrue(dialogue.open());
        }
    }

    @Test
    void a_chunk_of_unknown_length_ends_the_dialogue() {
        for (String argument : List.of("", "x", "-1", "5 FIRST", "5 LAST LAST", "99999999999999999999", "20001")) {
            try (Dialogue dialogue = Dialogue.afterRcpt()) {
                String answer = dialogue.say("BDAT " + argument + "\r\nMAIL FROM:<c@d.example>\r\n");
                assertTrue(answer.startsWith("501 5.5.4 "), answer);
                assertEquals(1, answer.split("\r\n").length);
                assertFalse(dialogue.open());
            }
        }
    }

    @Test
    void bare_line_ends_in_chunks_are_refused() {
        for (String body : List.of("a\nb\r\n", "a\rb\r\n", "a\0b\r\n", "a\r\nb\r", "a\r\r\n")) {
            try (Dialogue dialogue = Dialogue.afterRcpt()) {
                String answer = dialogue.say("BDAT " + body.length() + " LAST\r\n" + body);
                assertTrue(answer.startsWith("550 5.6.11 "), answer);
                assertEquals(List.of(), dialogue.conversation.contents);
            }
        }
    }

    @Test
    void a_crlf_may_be_split_between_chunks() {
        try (Dialogue dialogue = Dialogue.afterRcpt()) {
            dialogue.say("BDAT 2\r\na\r");
            assertEquals("250 2.0.0 Ok\r\n", dialogue.say("BDAT 1 LAST\r\n\n"));
        }
    }

    @Test
    void chunks_together_keep_the_size_limit() {
        try (Dialogue dialogue = Dialogue.afterRcpt()) {
            String part = "x".repeat(6_000);
            dialogue.say("BDAT 6000\r\n" + part.substring(0, 6000));
            assertTrue(dialogue.say("BDAT 6000\r\n" + part).startsWith("552 5.3.4 "));
            assertTrue(dialogue.say("BDAT 3 LAST\r\nabc").startsWith("503 "), "the transaction is over");
            assertEquals(List.of(), dialogue.conversation.contents);
        }
    }

    @Test
    void data_and_chunks_do_not_mix() {
        try (Dialogue dialogue = Dialogue.afterRcpt()) {
            dialogue.say("BDAT 2\r\n\r\n");
            assertTrue(dialogue.say("DATA\r\n").startsWith("503 "));
            assertTrue(dialogue.say("RCPT TO:<z@y.example>\r\n").startsWith("503 "));
            assertEquals("250 2.0.0 Ok\r\n", dialogue.say("RSET\r\n"));
            assertTrue(dialogue.say("BDAT 2 LAST\r\n\r\n").startsWith("503 "));
        }
    }
}
