package io.migomail.mail.smtp;

import java.util.List;

/**
 * One reply of a server: code, enhanced status code (RFC 2034; empty = none) and text lines. What is not printable ASCII
 * in a text becomes {@code ?}, and a line is cut where its wire form would pass 512 octets, so that no content of a
 * message or of a command can forge a reply. Immutable.
 *
 * @param code 200 to 599; 0 only in {@link #STANDARD} and {@link #SILENCE}
 */
public record SmtpReply(int code, String enhanced, List<String> lines) {
    private static final int TEXT_MAX = 490;

    /** Given by a conversation: the server's own reply at this place is sent. */
    public static final SmtpReply STANDARD = new SmtpReply(0, "", List.of("standard"));

    /** Given by a conversation: nothing is sent, the next command is read. */
    public static final SmtpReply SILENCE = new SmtpReply(0, "", List.of("silence"));

    /** The plain positive answer. */
    public static final SmtpReply OK = of(250, "2.0.0", "Ok");

    /** @throws IllegalArgumentException where the code is none or there is no line */
    public SmtpReply {
        if (code != 0 && (code < 200 || code > 599) || lines.isEmpty()) {
            throw new IllegalArgumentException("not an SMTP reply: " + code + " with " + lines.size() + " lines");
        }
        lines = lines.stream().map(SmtpReply::printable).toList();
    }

    /** A reply of one or several lines; {@code enhanced} may be empty. */
    public static SmtpReply of(int code, String enhanced, String... lines) {
        return new SmtpReply(code, enhanced, List.of(lines));
    }

    /** Whether the code is 2xx or 3xx. */
    public boolean positive() {
        return code >= 200 && code < 400;
    }

    /** Whether the code is 5xx. */
    public boolean permanent() {
        return code >= 500;
    }

    /** The octets on the wire as ASCII text with CRLF; empty for {@link #STANDARD} and {@link #SILENCE}. */
    public String wire() {
        if (code == 0) {
            return "";
        }
        StringBuilder out = new StringBuilder(64);
        for (int i = 0; i < lines.size(); i++) {
            out.append(code).append(i < lines.size() - 1 ? '-' : ' ');
            if (!enhanced.isEmpty()) {
                out.append(enhanced).append(' ');
            }
            out.append(lines.get(i)).append("\r\n");
        }
        return out.toString();
    }

    private static String printable(String text) {
        String cut = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
        for (int i = 0; i < cut.length(); i++) {
            if (cut.charAt(i) < ' ' || cut.charAt(i) > '~') {
                return cut.replaceAll("[^ -~]", "?");
            }
        }
        return cut;
    }
}
