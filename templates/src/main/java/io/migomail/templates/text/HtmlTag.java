package io.migomail.templates.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An element's name and what the conversion to text must know of it. Known ones are found without making a string. */
final class HtmlTag {
    /** How much of a break an element is. */
    enum Flow {
        INLINE,
        LINE,
        PARAGRAPH
    }

    /** The elements that are treated each in its own way; all others are alike. */
    enum Kind {
        A,
        BLOCKQUOTE,
        BODY,
        BR,
        CELL,
        DEFINITION,
        DL,
        HEAD,
        HR,
        HTML,
        IMG,
        LI,
        OL,
        OTHER,
        P,
        PRE,
        ROWS,
        TABLE,
        TR,
        UL;

        static Kind of(String name) {
            return switch (name) {
                case "td", "th" -> CELL;
                case "dt", "dd" -> DEFINITION;
                case "tbody", "thead", "tfoot" -> ROWS;
                case "a" -> A;
                case "blockquote" -> BLOCKQUOTE;
                case "body" -> BODY;
                case "br" -> BR;
                case "dl" -> DL;
                case "head" -> HEAD;
                case "hr" -> HR;
                case "html" -> HTML;
                case "img" -> IMG;
                case "li" -> LI;
                case "ol" -> OL;
                case "p" -> P;
                case "pre" -> PRE;
                case "table" -> TABLE;
                case "tr" -> TR;
                case "ul" -> UL;
                default -> OTHER;
            };
        }
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

    private static final Set<String> TABLE_PARTS =
            Set.of("table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption");
    private static final Set<String> BLOCKS = Set.of("table", "p", "div", "h1", "h2", "h3", "h4", "ul", "ol");
    private static final Set<String> OF_HEAD =
            Set.of("title", "style", "script", "meta", "link", "base", "noscript", "template");

    private static final int BUCKETS = 256;
    private static final List<List<HtmlTag>> TABLE = table();

    private static List<List<HtmlTag>> table() {
        List<List<HtmlTag>> table = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i++) {
            table.add(new ArrayList<>(2));
        }
        for (Set<String> names : List.of(SKIPPED, EMPTY, PARAGRAPHS, LINES, OTHERS)) {
            for (String name : names) {
                table.get(bucket(name.toCharArray(), 0, name.length())).add(new HtmlTag(name, name.equals("svg")));
            }
        }
        return table;
    }

    private final String name;
    private final Kind kind;
    private final Flow flow;
    private final boolean skipped;
    private final boolean empty;
    private final boolean raw;
    private final boolean foreign;
    private final boolean tablePart;
    private final boolean block;
    private final boolean ofHead;

    private HtmlTag(String name, boolean foreign) {
        this.name = name;
        this.kind = Kind.of(name);
        this.flow = PARAGRAPHS.contains(name) ? Flow.PARAGRAPH : LINES.contains(name) ? Flow.LINE : Flow.INLINE;
        this.skipped = SKIPPED.contains(name);
        this.empty = EMPTY.contains(name);
        this.raw = RAW.contains(name);
        this.foreign = foreign;
        this.tablePart = TABLE_PARTS.contains(name);
        this.block = BLOCKS.contains(name);
        this.ofHead = OF_HEAD.contains(name);
    }

    /** In lower case. */
    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it stands in a line, begins one, or is a paragraph of its own. */
    Flow flow() {
        return flow;
    }

    /** Whether a reader never sees its content. */
    boolean skipped() {
        return skipped;
    }

    /** Whether it has no content and no end tag. */
    boolean empty() {
        return empty;
    }

    /** Whether its content is not markup. */
    boolean raw() {
        return raw;
    }

    /** Whether a slash at the end of its tag ends it: not one of HTML's own. */
    boolean foreign() {
        return foreign;
    }

    /** A table, or what it is made of. */
    boolean tablePart() {
        return tablePart;
    }

    /** Whether a cell that holds it is there for the layout. */
    boolean block() {
        return block;
    }

    /** Whether it may stand in a head. */
    boolean ofHead() {
        return ofHead;
    }

    boolean isList() {
        return kind == Kind.UL || kind == Kind.OL;
    }

    /** Whether both are of one name. */
    boolean same(HtmlTag other) {
        return this == other || name.equals(other.name);
    }

    /** The element whose name stands there, in letters of either case. */
    static HtmlTag of(char[] html, int from, int to) {
        for (HtmlTag tag : TABLE.get(bucket(html, from, to))) {
            if (tag.isNamed(html, from, to)) {
                return tag;
            }
        }
        return new HtmlTag(new String(html, from, to - from).toLowerCase(Locale.ROOT), true);
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
