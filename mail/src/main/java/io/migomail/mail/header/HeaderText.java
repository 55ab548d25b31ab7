package io.migomail.mail.header;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;

/** Text of header fields. Stateless. */
public final class HeaderText {
    private HeaderText() {}

    /** The text with encoded words (RFC 2047) decoded; unchanged where a charset is unknown. */
    public static String decode(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        try {
            return MimeUtility.decodeText(value);
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }
}
