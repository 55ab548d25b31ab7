package io.migomail.mail.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One command line, split into verb and argument.
 *
 * @param argument what follows the verb, without the white space around it; empty = none
 */
public record SmtpCommand(Verb verb, String argument) {
    /** The verbs that the grammar knows; every other word is {@link #UNKNOWN}. */
    public enum Verb {
        HELO,
        EHLO,
        MAIL,
        RCPT,
        DATA,
        BDAT,
        RSET,
        NOOP,
        QUIT,
        STARTTLS,
        AUTH,
        VRFY,
        EXPN,
        HELP,
        UNKNOWN
    }

    /**
     * The command of a line.
     *
     * @param line octets without the final CRLF
     * @throws SmtpSyntaxException 500 where the line holds a control character or is not UTF-8
     */
    public static SmtpCommand parse(byte[] line) throws SmtpSyntaxException {
        String text = decode(line).strip();
        int space = text.indexOf(' ');
        String word = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : text.substring(space + 1).strip();
        return new SmtpCommand(verb(word), argument);
    }

    private static Verb verb(String word) {
        for (Verb verb : Verb.values()) {
            if (verb != Verb.UNKNOWN && verb.name().equals(word)) {
                return verb;
            }
        }
        return Verb.UNKNOWN;
    }

    private static String decode(byte[] line) throws SmtpSyntaxException {
        for (byte b : line) {
            if (b >= 0 && b < ' ' && b != '\t' || b == 0x7f) {
                throw SmtpSyntaxException.of(500, "5.5.2", "Control character in command");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SmtpSyntaxException.of(500, "5.5.2", "Command is not UTF-8");
        }
    }
}
