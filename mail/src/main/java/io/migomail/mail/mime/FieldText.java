package io.migomail.mail.mime;

import io.migomail.core.Mailbox;
import java.nio.charset.StandardCharsets;

/** Checks of text that goes into a header. Stateless. */
final class FieldText {
    private FieldText() {}

    /**
     * The text without white space around it.
     *
     * @throws IllegalArgumentException for CR, LF, NUL and every other control character but the tab
     */
    static String clean(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw new IllegalArgumentException(what + " holds a control character (code " + (int) c + ") at " + i);
            }
        }
        return text.strip();
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    /** Whether the address can only stand in a message that needs SMTPUTF8; names are encoded. */
    static boolean needsUtf8(Mailbox mailbox) {
        return mailbox.address().needsSmtpUtf8();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
