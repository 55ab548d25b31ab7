package io.migomail.mail.smtp;

import io.migomail.core.MailAddress;
import io.migomail.core.Texts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Splits {@code FROM:<path> KEY=value ...} (RFC 5321 4.1.1.2, 4.1.1.3, 4.1.2). */
final class PathParser {
    private final String path;
    private final Map<String, String> parameters;

    private PathParser(String path, Map<String, String> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    /** @param keyword {@code FROM:} or {@code TO:} */
    static PathParser parse(String argument, String keyword) throws SmtpSyntaxException {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            throw SmtpSyntaxException.of(501, "5.5.4", "Syntax: " + keyword + "<address>");
        }
        String rest = argument.substring(keyword.length()).strip();
        int close = closingBracket(rest);
        if (close < 0) {
            throw SmtpSyntaxException.of(501, "5.5.4", "The address must stand between < and >");
        }
        String tail = rest.substring(close + 1);
        if (!tail.isEmpty() && tail.charAt(0) != ' ') {
            throw SmtpSyntaxException.of(501, "5.5.4", "Text directly after the address");
        }
        return new PathParser(withoutSourceRoute(rest.substring(1, close)), parameters(tail.strip()));
    }

    /** What stands between the brackets. */
    String path() {
        return path;
    }

    /** Upper-case keyword to value; empty value where none was given. */
    Map<String, String> parameters() {
        return parameters;
    }

    /**
     * The address, refused with {@code enhanced} where it is none; addresses beyond ASCII only under SMTPUTF8.
     */
    MailAddress address(boolean smtpUtf8, String enhanced) throws SmtpSyntaxException {
        if (!smtpUtf8 && !Texts.isAscii(path)) {
            throw SmtpSyntaxException.of(553, "5.6.7", "An internationalised address needs SMTPUTF8");
        }
        try {
            return MailAddress.parse(path);
        } catch (IllegalArgumentException e) {
            throw SmtpSyntaxException.of(501, enhanced, "Bad address: " + e.getMessage());
        }
    }

    private static int closingBracket(String text) {
        if (!text.startsWith("<")) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** A source route is accepted and ignored (RFC 5321 C). */
    private static String withoutSourceRoute(String path) {
        int colon = path.startsWith("@") ? path.indexOf(':') : -1;
        return colon < 0 ? path : path.substring(colon + 1);
    }

    private static Map<String, String> parameters(String text) throws SmtpSyntaxException {
        Map<String, String> out = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return out;
        }
        for (String word : text.split(" +")) {
            int equals = word.indexOf('=');
            String key = (equals < 0 ? word : word.substring(0, equals)).toUpperCase(Locale.ROOT);
            if (out.put(key, equals < 0 ? "" : word.substring(equals + 1)) != null) {
                throw SmtpSyntaxException.of(501, "5.5.4", "Parameter given twice: " + key);
            }
        }
        return out;
    }
}
