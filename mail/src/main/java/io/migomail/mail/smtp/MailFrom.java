package io.migomail.mail.smtp;

import io.migomail.core.MailAddress;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The argument of MAIL (RFC 5321 4.1.1.2) with SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531) and AUTH (RFC 4954;
 * read and not believed).
 *
 * @param sender null for the empty path {@code <>}
 * @param size declared octets, -1 where none is declared
 */
public record MailFrom(@Nullable MailAddress sender, long size, Body body, boolean smtpUtf8) {
    /** The declared kind of content. */
    public enum Body {
        SEVEN_BIT,
        EIGHT_BIT_MIME
    }

    /** @throws SmtpSyntaxException 501, 553 or 555, as the RFCs say */
    public static MailFrom parse(String argument) throws SmtpSyntaxException {
        PathParser parser = PathParser.parse(argument, "FROM:");
        long size = -1;
        Body body = Body.SEVEN_BIT;
        boolean smtpUtf8 = false;
        for (Map.Entry<String, String> parameter : parser.parameters().entrySet()) {
            switch (parameter.getKey()) {
                case "SIZE" -> size = size(parameter.getValue());
                case "BODY" -> body = body(parameter.getValue());
                case "SMTPUTF8" -> smtpUtf8 = flag(parameter);
                case "AUTH" -> {}
                default -> throw SmtpSyntaxException.of(555, "5.5.4", "Unsupported option: " + parameter.getKey());
            }
        }
        MailAddress sender = parser.path().isEmpty() ? null : parser.address(smtpUtf8, "5.1.7");
        return new MailFrom(sender, size, body, smtpUtf8);
    }

    /** The address, or the empty text for {@code <>}. */
    public String path() {
        return sender == null ? "" : sender.toString();
    }

    private static long size(String value) throws SmtpSyntaxException {
        if (!value.matches("[0-9]{1,20}")) {
            throw SmtpSyntaxException.of(501, "5.5.4", "Syntax: SIZE=octets");
        }
        // More than 18 digits would overflow a long and is too large for everybody.
        return value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
    }

    private static Body body(String value) throws SmtpSyntaxException {
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "7BIT" -> Body.SEVEN_BIT;
            case "8BITMIME" -> Body.EIGHT_BIT_MIME;
            default -> throw SmtpSyntaxException.of(501, "5.5.4", "Syntax: BODY=7BIT or BODY=8BITMIME");
        };
    }

    private static boolean flag(Map.Entry<String, String> parameter) throws SmtpSyntaxException {
        if (!parameter.getValue().isEmpty()) {
            throw SmtpSyntaxException.of(501, "5.5.4", parameter.getKey() + " takes no value");
        }
        return true;
    }
}
