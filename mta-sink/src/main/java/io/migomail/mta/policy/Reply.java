package io.migomail.mta.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SMTP reply, all lines.
 *
 * @param code three digits
 * @param enhanced enhanced status code (RFC 3463), empty where there is none
 * @param text the whole reply in one printable line, with both codes
 */
public record Reply(int code, String enhanced, String text) {
    // The class digit of a trailing "(#5.1.1)", as qmail writes it, counts only where no code stands in front.
    private static final Pattern LEADING = Pattern.compile("^\\d{3}[ -]#?([245]\\.\\d{1,3}\\.\\d{1,3})(?![.\\d])");
    private static final Pattern HASHED = Pattern.compile("\\(?#([245]\\.\\d{1,3}\\.\\d{1,3})\\)?");

    /** A reply from its text, which begins with its code. */
    public static Reply of(int code, String text) {
        return new Reply(code, enhanced(text), text);
    }

    /** Whether it is 2xx. */
    public boolean positive() {
        return code >= 200 && code < 300;
    }

    /** Whether it is 5xx. */
    public boolean permanent() {
        return code >= 500;
    }

    private static String enhanced(String text) {
        Matcher leading = LEADING.matcher(text);
        if (leading.find()) {
            return leading.group(1);
        }
        Matcher hashed = HASHED.matcher(text);
        return hashed.find() ? hashed.group(1) : "";
    }
}
