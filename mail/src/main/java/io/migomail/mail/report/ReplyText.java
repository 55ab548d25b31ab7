package io.migomail.mail.report;

import io.migomail.core.Limits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a mail server as somebody quotes it.
 *
 * @param enhanced empty where none is quoted
 * @param code 0 where none is quoted
 */
record ReplyText(String enhanced, int code, String text) {
    private static final String ENHANCED = "([45]\\.\\d{1,3}\\.\\d{1,3})(?![.\\d])";
    private static final Pattern BOTH = Pattern.compile("(?<![\\d.])([45]\\d\\d)[ -]+#?" + ENHANCED);
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])" + ENHANCED);
    /** A number alone is a reply code only where one stands: at the beginning, or behind what quotes somebody. */
    private static final Pattern CODE = Pattern.compile(
            "(?:^|[:;\\[(<>\"'] {0,3}|\\b(?:said|error|code|reply|response|with|was) {1,3})([45]\\d\\d)(?=[ -])(?! (?:attempts|bytes|octets|KB|MB))",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private static final Pattern ADDRESS_LINE =
            Pattern.compile("^[ \\t>]*<?[^\\s<>@]{1,64}@[^\\s<>@]{1,255}>?[:.,]?[ \\t]*\\r?$", Pattern.MULTILINE);
    private static final int QUOTED_LINES = 6;

    /** Whether it quotes a code of either kind. */
    boolean numbered() {
        return code != 0 || !enhanced.isEmpty();
    }

    /** What a field says by itself. */
    static ReplyText ofField(String words) {
        Matcher both = BOTH.matcher(words);
        if (both.find()) {
            return new ReplyText(both.group(2), Integer.parseInt(both.group(1)), words);
        }
        Matcher status = STATUS.matcher(words);
        Matcher code = CODE.matcher(words);
        return new ReplyText(
                status.find() ? status.group(1) : "", code.find() ? Integer.parseInt(code.group(1)) : 0, words);
    }

    /** The refusal that stands in a text; null where none does. */
    static @Nullable ReplyText in(String text) {
        for (Pattern pattern : new Pattern[] {BOTH, STATUS, CODE}) {
            Matcher found = pattern.matcher(text);
            if (found.find()) {
                int line = text.lastIndexOf('\n', found.start()) + 1;
                // A line may quote several servers: what stands before the code is somebody else's.
                ReplyText quoted = ofField(paragraph(text, line));
                ReplyText exact = ofField(text.substring(found.start(), Math.min(text.length(), found.end() + 1)));
                return new ReplyText(
                        exact.enhanced().isEmpty() ? quoted.enhanced() : exact.enhanced(),
                        exact.code() == 0 ? quoted.code() : exact.code(),
                        quoted.text());
            }
        }
        return null;
    }

    /** From there to the end of its paragraph, as one line. */
    static String paragraph(String text, int from) {
        StringBuilder out = new StringBuilder();
        int at = from;
        for (int i = 0; i < QUOTED_LINES && at < text.length() && out.length() < Limits.REPLY_TEXT; i++) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end).strip();
            if (line.isEmpty()) {
                break;
            }
            out.append(out.isEmpty() ? "" : " ").append(line);
            at = end < 0 ? text.length() : end + 1;
        }
        return line(out.toString());
    }

    /** What a text without any number says: whatever stands behind the last address that has a line of its own, or all of it. */
    static String explanation(String text) {
        Matcher address = ADDRESS_LINE.matcher(text);
        int from = 0;
        while (address.find()) {
            from = address.start();
        }
        return line(text.substring(from));
    }

    /** Printable, on one line, no longer than a reply that is kept. */
    static String line(String words) {
        String printable = words.replaceAll("[\\p{Cntrl}\\s]+", " ")
                .replaceAll("[^\\x20-\\x7e]", "?")
                .strip();
        return printable.substring(0, Math.min(printable.length(), Limits.REPLY_TEXT));
    }
}
