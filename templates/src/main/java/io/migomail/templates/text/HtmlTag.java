package io.migomail.templates.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An element's name and what the conversion to text must know of it. Known ones are found without making a string.
 *
 * @param name in lower case
 * @param flow whether it stands in a line, begins one, or is a paragraph of its own
 * @param skipped whether a reader never sees its content
 * @param empty whether it has no content and no end tag
 * @param raw whether its content is not markup
 * @param foreign whether a slash at the end of its tag ends it: not one of HTML's own
 */
record HtmlTag(String name, Flow flow, boolean skipped, boolean empty, boolean raw, boolean foreign) {
    /** How much of a break an element is. */
    enum Flow {
        INLINE,
        LINE,
        PARAGRAPH
    }

    private static final Set<String> SKIPPED = Set.of(
            "head",
            "style",
            "script",
            "title",
            "template",
            "noscript",
            "object",
            "svg",
            "select",
            "textarea",
            "iframe",
            "noembed",
            "noframes");
    private static final Set<String> EMPTY = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");
    private static final Set<String> RAW =
            Set.of("script", "style", "title", "textarea", "iframe", "noembed", "noframes");
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre");
    private static final Set<String> LINES = Set.of(
            "div",
            "table",
            "tr",
            "li",
            "dt",
            "dd",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "nav",
            "aside",
            "address",
            "center",
            "form",
            "fieldset",
            "figure",
            "figcaption",
            "caption",
            "body");
    private static final Set<String> OTHERS = Set.of(
            "html",
            "tbody",
            "thead",
            "tfoot",
            "td",
            "th",
            "a",
            "span",
            "b",
            "strong",
            "i",
            "em",
            "u",
            "font",
            "small",
            "big",
            "sub",
            "sup",
            "code",
            "s",
            "label",
            "button",
            "colgroup");

    private static final int BUCKETS = 256;
    private static final List<List<HtmlTag>> TABLE = table();

    private static List<List<HtmlTag>> table() {
        List<List<HtmlTag>> table = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i++) {
            table.add(new ArrayList<>(2));
        }
        for (Set<String> names : List.of(SKIPPED, EMPTY, PARAGRAPHS, LINES, OTHERS)) {
            for (String name : names) {
                table.get(bucket(name.toCharArray(), 0, name.length())).add(make(name, name.equals("svg")));
            }
        }
        return table;
    }

    private static HtmlTag make(String name, boolean foreign) {
        Flow flow = PARAGRAPHS.contains(name) ? Flow.PARAGRAPH : LINES.contains(name) ? Flow.LINE : Flow.INLINE;
        return new HtmlTag(name, flow, SKIPPED.contains(name), EMPTY.contains(name), RAW.contains(name), foreign);
    }

    /** The element whose name stands there, in letters of either case. */
    static HtmlTag of(char[] html, int from, int to) {
        for (HtmlTag tag : TABLE.get(bucket(html, from, to))) {
            if (tag.isNamed(html, from, to)) {
                return tag;
            }
        }
        return make(new String(html, from, to - from).toLowerCase(Locale.ROOT), true);
    }

    /** Whether that is its name, in letters of either case. */
    boolean isNamed(char[] html, int from, int to) {
        if (to - from != name.length() || to > html.length) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (lower(html[i]) != name.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /** A data or header cell of a table. */
    boolean isCell() {
        return name.equals("td") || name.equals("th");
    }

    private static int bucket(char[] html, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + lower(html[i]);
        }
        return hash & BUCKETS - 1;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
