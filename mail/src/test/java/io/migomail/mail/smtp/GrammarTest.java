package io.migomail.mail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {
    @Test
    void mail_carries_its_parameters() throws SmtpSyntaxException {
        MailFrom from = MailFrom.parse("from:<A@Example.COM> size=1000 Body=8bitmime SMTPUTF8 AUTH=<>");
        assertEquals("A@example.com", from.path());
        assertEquals(1000, from.size());
        assertEquals(MailFrom.Body.EIGHT_BIT_MIME, from.body());
        assertTrue(from.smtpUtf8());
    }

    @Test
    void the_empty_path_is_a_sender() throws SmtpSyntaxException {
        MailFrom from = MailFrom.parse("FROM:<>");
        assertNull(from.sender());
        assertEquals(-1, from.size());
    }

    @Test
    void a_source_route_is_ignored() throws SmtpSyntaxException {
        assertEquals(
                "a@b.example",
                MailFrom.parse("FROM:<@x.example,@y.example:a@b.example>").path());
    }

    @Test
    void quotes_may_hold_brackets() throws SmtpSyntaxException {
        assertEquals(
                "\"a>b\"@b.example",
                RcptTo.parse("TO:<\"a>b\"@b.example>", false, "mx.example").toString());
    }

    @Test
    void postmaster_needs_no_domain() throws SmtpSyntaxException {
        assertEquals(
                "postmaster@mx.example",
                RcptTo.parse("TO:<PostMaster>", false, "mx.example").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a@b.example|501",
                "FROM:a@b.example|501",
                "FROM:<a@b.example|501",
                "FROM:<a@b.example>SIZE=1|501",
                "FROM:<a@b.example> SIZE=|501",
                "FROM:<a@b.example> SIZE=-1|501",
                "FROM:<a@b.example> SIZE=1 SIZE=2|501",
                "FROM:<a@b.example> BODY=BINARYMIME|501",
                "FROM:<a@b.example> SMTPUTF8=1|501",
                "FROM:<a@b.example> RET=FULL|555",
                "FROM:<a b@c.example>|501",
                "FROM:<a@-b.example>|501",
                "FROM:<ä@b.example>|553",
                "FROM:<a@bü.example>|553",
                "FROM:<a@b.example><c@d.example>|501"
            })
    void mail_refuses_what_the_grammar_refuses(String argument, int code) {
        SmtpSyntaxException e = assertThrows(SmtpSyntaxException.class, () -> MailFrom.parse(argument));
        assertEquals(code, e.reply().code());
    }

    @Test
    void an_enormous_size_does_not_overflow() throws SmtpSyntaxException {
        assertEquals(
                Long.MAX_VALUE,
                MailFrom.parse("FROM:<> SIZE=99999999999999999999").size());
    }

    @Test
    void recipients_take_no_parameters() {
        SmtpSyntaxException e = assertThrows(
                SmtpSyntaxException.class, () -> RcptTo.parse("TO:<a@b.example> NOTIFY=NEVER", false, "mx.example"));
        assertEquals(555, e.reply().code());
    }

    @Test
    void commands_are_read_in_any_case() throws SmtpSyntaxException {
        SmtpCommand command = SmtpCommand.parse(bytes("mAiL  FROM:<> "));
        assertEquals(SmtpCommand.Verb.MAIL, command.verb());
        assertEquals("FROM:<>", command.argument());
        assertEquals(
                SmtpCommand.Verb.UNKNOWN, SmtpCommand.parse(bytes("UNKNOWN")).verb());
        assertEquals(SmtpCommand.Verb.UNKNOWN, SmtpCommand.parse(bytes("")).verb());
    }

    @Test
    void controls_and_broken_utf8_are_no_command() {
        assertThrows(SmtpSyntaxException.class, () -> SmtpCommand.parse(bytes("NOOP\0")));
        assertThrows(SmtpSyntaxException.class, () -> SmtpCommand.parse(bytes("NOOP\rQUIT")));
        assertThrows(SmtpSyntaxException.class, () -> SmtpCommand.parse(new byte[] {'A', (byte) 0xc3}));
    }

    @Test
    void a_reply_has_one_wire_form() {
        assertEquals("250 2.0.0 Ok\r\n", SmtpReply.OK.wire());
        assertEquals("250-a\r\n250-b\r\n250 c\r\n", new SmtpReply(250, "", List.of("a", "b", "c")).wire());
        assertEquals("", SmtpReply.SILENCE.wire());
    }

    @Test
    void a_text_cannot_forge_a_reply() {
        assertEquals(
                "550 5.1.1 a??250 ok?\r\n",
                SmtpReply.of(550, "5.1.1", "a\r\n250 ok\u00e9").wire());
        assertTrue(SmtpReply.of(550, "5.1.1", "x".repeat(5000)).wire().length() <= 512);
        assertThrows(IllegalArgumentException.class, () -> SmtpReply.of(99, "", "x"));
        assertThrows(IllegalArgumentException.class, () -> new SmtpReply(250, "", List.of()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
