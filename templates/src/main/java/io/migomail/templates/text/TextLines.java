package io.migomail.templates.text;

/** Collects plain text: white space is collapsed, breaks are asked for and merge, nested lines are indented. One thread. */
final class TextLines {
    private final StringBuilder out = new StringBuilder(2048);
    private int breaks;
    private boolean space;
    private String indent = "";
    private String marker = "";

    /** Text in which white space does not count (HTML's normal flow). */
    void text(char[] text, int from, int to) {
        int at = from;
        while (at < to) {
            char c = text[at];
            if (isSpace(c)) {
                space = true;
                at++;
            } else if (isInvisible(c)) {
                at++;
            } else {
                int begin = at++;
                while (at < to && !isSpace(text[at]) && !isInvisible(text[at])) {
                    at++;
                }
                start();
                out.append(text, begin, at - begin);
            }
        }
    }

    /** Whether there is nothing but white space. */
    static boolean isBlank(char[] text, int from, int to) {
        int at = from;
        while (at < to && HtmlScanner.isSpace(text[at])) {
            at++;
        }
        return at == to;
    }

    /** Text whose line ends and spaces count. */
    void preformatted(String text) {
        String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                lineEnd();
            }
            if (!lines[i].isEmpty()) {
                start();
                out.append(lines[i]);
            }
        }
    }

    /** The next text begins after at least that many line ends. */
    void breakBefore(int lines) {
        breaks = Math.max(breaks, lines);
    }

    /** One more line end, as br asks for. */
    void lineEnd() {
        breaks = Math.min(breaks + 1, 2);
    }

    /** The next text in this line stands apart by two spaces. */
    void gap() {
        if (breaks == 0 && out.length() > 0) {
            out.append(' ');
            space = true;
        }
    }

    /** The next line begins with that, once. */
    void marker(String text) {
        marker = text;
    }

    /** What the next line begins with, if it is still to come. */
    String marker() {
        return marker;
    }

    void indent(String more) {
        indent = indent + more;
    }

    void outdent(String more) {
        indent = indent.substring(0, Math.max(0, indent.length() - more.length()));
    }

    /** Where text that comes now will begin, for {@link #since}. */
    int position() {
        return out.length();
    }

    String since(int position) {
        return out.substring(Math.min(position, out.length())).strip();
    }

    private void start() {
        if (breaks > 0) {
            trimEnd();
            if (out.length() > 0) {
                out.append("\n".repeat(breaks));
            }
        }
        boolean lineStart = out.length() == 0 || out.charAt(out.length() - 1) == '\n';
        if (lineStart) {
            out.append(marker.isEmpty() ? indent : indent.substring(0, Math.max(0, indent.length() - marker.length())));
            out.append(marker);
            marker = "";
        } else if (space) {
            out.append(' ');
        }
        breaks = 0;
        space = false;
    }

    private void trimEnd() {
        int end = out.length();
        while (end > 0 && Character.isWhitespace(out.charAt(end - 1))) {
            end--;
        }
        out.setLength(end);
    }

    private static boolean isSpace(char c) {
        return c <= ' ' ? HtmlScanner.isSpace(c) : c == '\u00a0';
    }

    // padding that keeps a client's preview line from running into the body
    private static boolean isInvisible(char c) {
        return c > '~' && isFiller(c);
    }

    private static boolean isFiller(char c) {
        return c == '\u200b' || c == '\u200c' || c == '\ufeff' || c == '\u00ad' || c == '\u034f' || c == '\u2007';
    }

    @Override
    public String toString() {
        trimEnd();
        return out.toString();
    }
}
