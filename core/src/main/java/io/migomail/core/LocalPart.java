package io.migomail.core;

/** The part of an address before the @: Dot-string or Quoted-string (RFC 5321 4.1.2, RFC 6531 3.3). */
final class LocalPart {
    private static final String SPECIAL_ATEXT = "!#$%&'*+-/=?^_`{|}~";

    private LocalPart() {}

    /** Index of the @ that ends a well-formed local part. */
    static int end(String text) {
        int at = text.startsWith("\"") ? quotedEnd(text) : dotStringEnd(text);
        if (at >= text.length() || text.charAt(at) != '@') {
            throw new IllegalArgumentException(
                    at >= text.length() ? "the address has no @" : "unexpected character before the @");
        }
        return at;
    }

    /** The one spelling: quotes only where the content is no Dot-string, backslashes only where needed. */
    static String canonical(String raw) {
        if (!raw.startsWith("\"")) {
            return raw;
        }
        StringBuilder content = new StringBuilder();
        for (int i = 1; i < raw.length() - 1; i++) {
            if (raw.charAt(i) == '\\') {
                i++;
            }
            content.append(raw.charAt(i));
        }
        return isDotString(content) ? content.toString() : quote(content);
    }

    private static String quote(CharSequence content) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    private static boolean isDotString(CharSequence content) {
        try {
            return dotStringEnd(content) == content.length();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int dotStringEnd(CharSequence text) {
        int i = 0;
        boolean atomOpen = false;
        while (i < text.length()) {
            int c = Character.codePointAt(text, i);
            if (c == '.' && !atomOpen) {
                throw new IllegalArgumentException("a dot starts the part before @ or follows another dot");
            }
            if (c != '.' && !isAtext(c)) {
                break;
            }
            atomOpen = c != '.';
            i += Character.charCount(c);
        }
        if (!atomOpen) {
            throw new IllegalArgumentException(i == 0 ? "nothing valid stands before the @" : "a dot stands before @");
        }
        return i;
    }

    private static int quotedEnd(String text) {
        int i = 1;
        while (i < text.length() && text.charAt(i) != '"') {
            int c = text.codePointAt(i);
            if (c == '\\') {
                i++;
                c = i < text.length() ? text.charAt(i) : 0;
                if (c < ' ' || c > '~') {
                    throw new IllegalArgumentException("a backslash quotes a character that may not stand there");
                }
            } else if (!isPlain(c)) {
                throw new IllegalArgumentException("a control or invisible character stands before the @");
            }
            i += Character.charCount(c);
        }
        if (i >= text.length()) {
            throw new IllegalArgumentException("the quotation mark is not closed");
        }
        return i + 1;
    }

    private static boolean isAtext(int c) {
        return c < 0x80 ? Character.isLetterOrDigit(c) || SPECIAL_ATEXT.indexOf(c) >= 0 : isPlain(c);
    }

    /** Printable ASCII, or another visible character: no controls, no direction marks, no exotic spaces. */
    private static boolean isPlain(int c) {
        if (c < 0x80) {
            return c >= ' ' && c <= '~';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
