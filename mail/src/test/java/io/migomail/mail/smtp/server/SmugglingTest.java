package io.migomail.mail.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmugglingTest {
    private static final String SECOND =
            "MAIL FROM:<evil@x.example>\r\nRCPT TO:<v@y.example>\r\nDATA\r\nforged\r\n.\r\n";

    /** Every short sequence around a dot that is not CRLF.CRLF and holds a bare CR, a bare LF or NUL. */
    static Stream<String> falseEnds() {
        List<String> breaks =
                List.of("\r\n", "\n", "\r", "\r\r\n", "\0\r\n", "\r\0\n", "\n\r", "\r\n\0", "\n\n", "\r\r");
        return breaks.stream()
                .flatMap(before -> breaks.stream().map(after -> before + "." + after))
                .filter(end -> !end.endsWith("\r\n.\r\n") && !end.contains("\r\n.\r\n"));
    }

    @ParameterizedTest
    @MethodSource("falseEnds")
    void only_crlf_dot_crlf_ends_data(String falseEnd) {
        for (boolean octetByOctet : List.of(false, true)) {
            try (Dialogue dialogue = Dialogue.inData()) {
                String text = "Subject: a\r\n\r\nfirst" + falseEnd + SECOND + "QUIT\r\n";
                String answer = octetByOctet ? dialogue.spell(text) : dialogue.say(text);
                assertTrue(answer.startsWith("550 5.6.11 "), answer);
                assertTrue(answer.endsWith("\r\n221 2.0.0 Bye\r\n"), "one refusal, then the answer to QUIT: " + answer);
                assertEquals(2, answer.split("\r\n").length, answer);
                assertEquals(List.of(), dialogue.conversation.contents);
                assertFalse(dialogue.conversation.calls.contains("mail evil@x.example"));
            }
        }
    }

    /** These end in a real CRLF.CRLF: the message is over, refused, and what follows is the next command. */
    @ParameterizedTest
    @MethodSource("condemnedWithRealEnd")
    void a_condemned_message_ends_at_its_real_end(String body) {
        try (Dialogue dialogue = Dialogue.inData()) {
            String answer = dialogue.say(body + "NOOP\r\n");
            assertTrue(answer.startsWith("550 5.6.11 "), answer);
            assertTrue(answer.endsWith("250 2.0.0 Ok\r\n"), answer);
            assertEquals(List.of(), dialogue.conversation.contents);
            assertTrue(dialogue.conversation.calls.contains("reset"));
        }
    }

    static List<String> condemnedWithRealEnd() {
        return List.of(
                "a\r\r\n.\r\n",
                "a\nb\r\n.\r\n",
                "a\rb\r\n.\r\n",
                "a\0b\r\n.\r\n",
                "\n\r\n.\r\n",
                ".\rb\r\n.\r\n",
                ".\n\r\n.\r\n",
                "\r\n.\r\r\n\r\n.\r\n",
                "a\n.\n\r\n.\r\n");
    }

    @Test
    void dots_are_unstuffed_and_octets_kept() {
        for (boolean octetByOctet : List.of(false, true)) {
            try (Dialogue dialogue = Dialogue.inData()) {
                String sent = "..a\r\n...\r\n.b\r\n\r\n..\r\n a.b\r\n\u00e9\u00ff\t\r\n.\r\n";
                assertEquals("250 2.0.0 Ok\r\n", octetByOctet ? dialogue.spell(sent) : dialogue.say(sent));
                assertEquals(
                        List.of(".a\r\n..\r\nb\r\n\r\n.\r\n a.b\r\n\u00e9\u00ff\t\r\n"),
                        dialogue.conversation.contents);
            }
        }
    }

    @Test
    void an_empty_message_ends_at_once() {
        try (Dialogue dialogue = Dialogue.inData()) {
            assertEquals("250 2.0.0 Ok\r\n", dialogue.say(".\r\n"));
            assertEquals(List.of(""), dialogue.conversation.contents);
        }
    }

    @Test
    void a_bare_lf_between_commands_ends_the_dialogue() {
        try (Dialogue dialogue = Dialogue.afterRcpt()) {
            String answer = dialogue.say("NOOP\nRSET\r\nNOOP\r\n");
            assertTrue(answer.startsWith("500 5.5.2 "), answer);
            assertEquals(1, answer.split("\r\n").length);
            assertFalse(dialogue.open());
        }
    }

    @Test
    void a_bare_cr_or_nul_in_a_command_is_refused() {
        try (Dialogue dialogue = Dialogue.afterRcpt()) {
            assertTrue(dialogue.say("NOOP\rRSET\r\n").startsWith("500 5.5.2 "));
            assertTrue(dialogue.say("NOOP\0\r\n").startsWith("500 5.5.2 "));
            assertFalse(dialogue.conversation.calls.contains("reset"));
        }
    }

    @Test
    void an_abort_in_the_middle_leaves_nothing() {
        Dialogue dialogue = Dialogue.inData();
        dialogue.say("half a mess");
        dialogue.close();
        assertEquals(List.of(), dialogue.conversation.contents);
        assertEquals("closed", dialogue.conversation.calls.get(dialogue.conversation.calls.size() - 1));
    }
}
