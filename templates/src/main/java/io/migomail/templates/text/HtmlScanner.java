package io.migomail.templates.text;

import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Finds tags and text in HTML as browsers do, whatever is wrong with it (WHATWG HTML 13.2.5, without the states that only
 * script can reach). Comments and content that is no markup are passed over. One thread; each octet is looked at once, long
 * runs by the platform's own search, which is fast in a process' first minutes too.
 */
final class HtmlScanner {
    /** What {@link #next} found. */
    enum Token {
        TEXT,
        OPEN,
        CLOSE,
        END
    }

    /** The attributes that matter here. */
    enum Attribute {
        STYLE("style"),
        HIDDEN("hidden"),
        ALT("alt"),
        HREF("href"),
        /** Our own: whether clicks on a link are counted. */
        TRACK("data-migo-track");

        private final char[] name;

        Attribute(String name) {
            this.name = name.toCharArray();
        }
    }

    private static final Attribute[] ATTRIBUTES = Attribute.values();
    private static final HtmlTag NONE = HtmlTag.of(new char[0], 0, 0);

    private final String source;
    private final char[] html;
    private int at;
    private int from;
    private int to;
    /** The first "&" that is not behind us; the end where there is none. */
    private int reference = -1;

    private HtmlTag tag = NONE;
    private boolean slash;
    private int tokenFrom;
    private final int[] nameFrom = new int[ATTRIBUTES.length];
    private final int[] valueFrom = new int[ATTRIBUTES.length];
    private final int[] valueTo = new int[ATTRIBUTES.length];

    HtmlScanner(String source) {
        this(source, source.toCharArray(), 0);
    }

    private HtmlScanner(String source, char[] html, int at) {
        this.source = source;
        this.html = html;
        this.at = at;
    }

    /** Another scanner of the same text that goes on from here. */
    HtmlScanner ahead() {
        return new HtmlScanner(source, html, at);
    }

    /** The characters that are scanned; not to be changed. */
    char[] html() {
        return html;
    }

    /** The element of the tag found. */
    HtmlTag tag() {
        return tag;
    }

    /** Whether the tag found is also the end of its element. */
    boolean endsItself() {
        return slash && tag.foreign();
    }

    /** Where the text found begins and ends. */
    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Where the token found begins. */
    int begin() {
        return tokenFrom;
    }

    /** Behind the token found, and behind the content of an element whose content is no markup. */
    int end() {
        return at;
    }

    /** Where the name of an attribute of the tag found begins; -1 where it is not there. */
    int nameFrom(Attribute attribute) {
        return valueFrom[attribute.ordinal()] < 0 ? -1 : nameFrom[attribute.ordinal()];
    }

    /** Where its value begins, without quotes, and ends; both at the end of the name where it has none. */
    int valueFrom(Attribute attribute) {
        return valueFrom[attribute.ordinal()];
    }

    int valueTo(Attribute attribute) {
        return valueTo[attribute.ordinal()];
    }

    /** Whether the text found may hold character references. */
    boolean references() {
        if (reference < from) {
            reference = find('&', from);
        }
        return reference < to;
    }

    /** The value of an attribute of the tag found, its character references resolved; null where it is not there. */
    @Nullable
    String value(Attribute attribute) {
        int begin = valueFrom[attribute.ordinal()];
        if (begin < 0) {
            return null;
        }
        String raw = source.substring(begin, valueTo[attribute.ordinal()]);
        return raw.indexOf('&') < 0 ? raw : Parser.unescapeEntities(raw, true);
    }

    /** Moves to the next token. */
    Token next() {
        while (at < html.length) {
            tokenFrom = at;
            if (!beginsMarkup(at)) {
                return text();
            }
            char c = html[at + 1];
            if (isLetter(c)) {
                return openTag() ? Token.OPEN : Token.END;
            }
            if (c == '/' && at + 2 < html.length && isLetter(html[at + 2])) {
                at += 2;
                name();
                return attributes() ? Token.CLOSE : Token.END;
            }
            at = c == '!' && comment() ? commentEnd() : find('>', at + 2) + 1;
        }
        return Token.END;
    }

    private Token text() {
        from = at;
        do {
            at = find('<', at + 1);
        } while (at < html.length && !beginsMarkup(at));
        to = at;
        return Token.TEXT;
    }

    private boolean beginsMarkup(int place) {
        if (html[place] != '<' || place + 1 == html.length) {
            return false;
        }
        char c = html[place + 1];
        return isLetter(c) || c == '/' || c == '!' || c == '?';
    }

    private boolean comment() {
        return at + 3 < html.length && html[at + 2] == '-' && html[at + 3] == '-';
    }

    /** Behind "-->"; "<!-->" is a whole comment. */
    private int commentEnd() {
        for (int i = find('>', at + 4); i < html.length; i = find('>', i + 1)) {
            boolean bang = html[i - 1] == '!';
            if (html[i - 1] == '-' && html[i - 2] == '-' || bang && html[i - 2] == '-' && html[i - 3] == '-') {
                return i + 1;
            }
        }
        return html.length;
    }

    private int find(char c, int begin) {
        int found = source.indexOf(c, begin);
        return found < 0 ? html.length : found;
    }

    /** Whether the tag ends; one that does not is dropped with the rest. */
    private boolean openTag() {
        at++;
        name();
        if (!attributes()) {
            return false;
        }
        if (tag.raw()) {
            at = rawEnd();
        }
        return true;
    }

    private void name() {
        int begin = at;
        while (at < html.length && !isSpace(html[at]) && html[at] != '/' && html[at] != '>') {
            at++;
        }
        tag = HtmlTag.of(html, begin, at);
    }

    /** Reads to the end of the tag; false where there is none. */
    private boolean attributes() {
        java.util.Arrays.fill(valueFrom, -1);
        while (at < html.length) {
            char c = html[at];
            if (c == '>') {
                slash = html[at - 1] == '/';
                at++;
                return true;
            }
            if (isSpace(c) || c == '/') {
                at++;
            } else {
                attribute();
            }
        }
        return false;
    }

    private void attribute() {
        int begin = at++;
        while (at < html.length && !isSpace(html[at]) && html[at] != '/' && html[at] != '>' && html[at] != '=') {
            at++;
        }
        int end = at;
        int next = skipSpace(at);
        if (next == html.length || html[next] != '=') {
            keep(begin, end, end, end);
            return;
        }
        at = skipSpace(next + 1);
        char quote = at < html.length ? html[at] : ' ';
        if (quote == '"' || quote == '\'') {
            int close = find(quote, at + 1);
            keep(begin, end, at + 1, close);
            at = Math.min(close + 1, html.length);
        } else {
            int value = at;
            while (at < html.length && !isSpace(html[at]) && html[at] != '>') {
                at++;
            }
            keep(begin, end, value, at);
        }
    }

    /** The first of a name holds. */
    private void keep(int nameFrom, int nameTo, int begin, int end) {
        for (Attribute attribute : ATTRIBUTES) {
            int i = attribute.ordinal();
            if (valueFrom[i] < 0 && isNamed(attribute.name, nameFrom, nameTo)) {
                this.nameFrom[i] = nameFrom;
                valueFrom[i] = begin;
                valueTo[i] = end;
            }
        }
    }

    private boolean isNamed(char[] name, int begin, int end) {
        if (end - begin != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if ((html[begin + i] | 0x20) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int skipSpace(int begin) {
        int i = begin;
        while (i < html.length && isSpace(html[i])) {
            i++;
        }
        return i;
    }

    /** Where the end tag of the element found begins; the end where there is none. */
    private int rawEnd() {
        int length = tag.name().length();
        for (int i = find('<', at); i + 2 + length < html.length; i = find('<', i + 1)) {
            int end = i + 2 + length;
            char behind = html[end];
            boolean ends = isSpace(behind) || behind == '/' || behind == '>';
            if (html[i + 1] == '/' && ends && tag.isNamed(html, i + 2, end)) {
                return i;
            }
        }
        return html.length;
    }

    private static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
