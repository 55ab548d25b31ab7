package io.migomail.mail.smtp;

import io.migomail.core.MailAddress;
import java.util.Locale;

/** The argument of RCPT (RFC 5321 4.1.1.3); no parameter is supported. */
public final class RcptTo {
    private RcptTo() {}

    /**
     * The recipient.
     *
     * @param smtpUtf8 whether MAIL asked for SMTPUTF8
     * @param hostName domain of the bare {@code <Postmaster>} that every server must take (RFC 5321 4.5.1)
     * @throws SmtpSyntaxException 501, 553 or 555, as the RFCs say
     */
    public static MailAddress parse(String argument, boolean smtpUtf8, String hostName) throws SmtpSyntaxException {
        PathParser parser = PathParser.parse(argument, "TO:");
        if (!parser.parameters().isEmpty()) {
            String key = parser.parameters().keySet().iterator().next();
            throw SmtpSyntaxException.of(555, "5.5.4", "Unsupported option: " + key);
        }
        if (parser.path().toLowerCase(Locale.ROOT).equals("postmaster")) {
            return MailAddress.parse("postmaster@" + hostName);
        }
        return parser.address(smtpUtf8, "5.1.3");
    }
}
