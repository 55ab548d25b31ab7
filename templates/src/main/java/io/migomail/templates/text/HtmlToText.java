package io.migomail.templates.text;

import io.migomail.templates.text.HtmlScanner.Attribute;
import io.migomail.templates.text.HtmlScanner.Token;
import io.migomail.templates.text.HtmlTag.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Reads HTML and writes its text. One instance per document, one thread; time grows with the length alone. */
public final class HtmlToText {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SCHEME = Pattern.compile("^(mailto:|tel:)");
    private static final Pattern HIDDEN = Pattern.compile(
            "display:none|visibility:hidden|mso-hide:all|max-height:0(px)?(;|$)|opacity:0(;|$)|font-size:0(px)?(;|$)");
    private static final Pattern NOISE = Pattern.compile("\\s+|!important");
    private static final String RULE = "-".repeat(40);

    private final char[] html;
    private final HtmlScanner scanner;
    private final OpenElements open = new OpenElements(this::leave);
    private final TextLines lines = new TextLines();
    private final Deque<Link> links = new ArrayDeque<>();
    private final Deque<ListCount> lists = new ArrayDeque<>();
    private final Map<String, Boolean> hidingStyles = new HashMap<>();
    private int preformatted;

    private record Link(int position, String marker, String href) {}

    private static final class ListCount {
        private final boolean ordered;
        private int count;

        ListCount(boolean ordered) {
            this.ordered = ordered;
        }

        String marker() {
            return ordered ? ++count + ". " : "- ";
        }
    }

    private HtmlToText(String html) {
        this.scanner = new HtmlScanner(html);
        this.html = scanner.html();
    }

    /** The text, with LF line ends; nothing of what HTML hides. */
    public static String convert(String html) {
        HtmlToText conversion = new HtmlToText(html);
        conversion.run();
        return conversion.lines.toString();
    }

    private void run() {
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            switch (token) {
                case TEXT -> text();
                case OPEN -> open(scanner.tag());
                default -> close(scanner.tag());
            }
        }
        open.closeAll();
    }

    private void text() {
        if (!TextLines.isBlank(html, scanner.from(), scanner.to())) {
            open.closeForText();
        }
        if (!open.hiding()) {
            write();
        }
    }

    private void write() {
        int from = scanner.from();
        int to = scanner.to();
        if (!scanner.references() && preformatted == 0) {
            lines.text(html, from, to);
            return;
        }
        String raw = new String(html, from, to - from);
        String words = scanner.references() ? Parser.unescapeEntities(raw, false) : raw;
        if (preformatted > 0) {
            lines.preformatted(words);
        } else {
            lines.text(words.toCharArray(), 0, words.length());
        }
    }

    private void open(HtmlTag tag) {
        if (tag.kind() == Kind.HTML) {
            return;
        }
        open.closeFor(tag);
        boolean hidden = tag.skipped() || isHidden();
        if (tag.empty() || scanner.endsItself()) {
            if (!hidden && !open.hiding()) {
                enter(tag);
                leave(tag);
            }
        } else if (open.open(tag) && !open.hiding()) {
            if (hidden) {
                open.hide();
            } else {
                enter(tag);
            }
        }
    }

    private void close(HtmlTag tag) {
        // What follows these is still read as part of the body.
        boolean whole = tag.kind() == Kind.HTML || tag.kind() == Kind.BODY;
        if (!whole && !open.close(tag) && !open.hiding()) {
            switch (tag.kind()) {
                case P -> lines.breakBefore(2);
                case BR -> lines.lineEnd();
                default -> {}
            }
        }
    }

    private boolean isHidden() {
        String style = scanner.value(Attribute.STYLE);
        return scanner.value(Attribute.HIDDEN) != null
                || style != null && !style.isEmpty() && hidingStyles.computeIfAbsent(style, HtmlToText::hides);
    }

    private static boolean hides(String style) {
        String plain = NOISE.matcher(style.toLowerCase(Locale.ROOT)).replaceAll("");
        return HIDDEN.matcher(plain).find();
    }

    private void enter(HtmlTag tag) {
        breakAround(tag, !lists.isEmpty());
        switch (tag.kind()) {
            case BR -> lines.lineEnd();
            case HR -> rule();
            case IMG -> attribute(Attribute.ALT);
            case A -> links.push(new Link(lines.position(), lines.marker(), orEmpty(scanner.value(Attribute.HREF))));
            case PRE -> preformatted++;
            case BLOCKQUOTE -> lines.indent("  ");
            case UL, OL -> lists.push(new ListCount(tag.kind() == Kind.OL));
            case LI -> item();
            case CELL -> cell();
            default -> {}
        }
    }

    private void leave(HtmlTag tag) {
        breakAround(tag, lists.size() > 1);
        switch (tag.kind()) {
            case A -> link(links.pop());
            case PRE -> preformatted--;
            case BLOCKQUOTE -> lines.outdent("  ");
            case UL, OL -> lists.pop();
            case LI -> lines.outdent("  ");
            default -> {}
        }
    }

    private void breakAround(HtmlTag tag, boolean inList) {
        boolean nested = inList && tag.isList();
        if (tag.flow() == HtmlTag.Flow.PARAGRAPH && !nested) {
            lines.breakBefore(2);
        } else if (nested || tag.flow() == HtmlTag.Flow.LINE) {
            lines.breakBefore(1);
        }
    }

    private void attribute(Attribute attribute) {
        char[] value = orEmpty(scanner.value(attribute)).toCharArray();
        lines.text(value, 0, value.length);
    }

    private void rule() {
        lines.breakBefore(1);
        lines.text(RULE.toCharArray(), 0, RULE.length());
        lines.breakBefore(1);
    }

    private void item() {
        ListCount list = lists.peek();
        lines.indent("  ");
        lines.marker(list == null ? "- " : list.marker());
    }

    /** Cells of data stand in one line; cells that hold blocks are layout, each begins a line. */
    private void cell() {
        if (open.firstCell()) {
            return;
        }
        if (holdsBlocks()) {
            lines.breakBefore(1);
        } else {
            lines.gap();
        }
    }

    /** Whether a block begins before the cell ends; one that holds a table ends behind it, so none is looked at twice. */
    private boolean holdsBlocks() {
        HtmlScanner ahead = scanner.ahead();
        for (Token token = ahead.next(); token != Token.END; token = ahead.next()) {
            HtmlTag tag = ahead.tag();
            if (token == Token.OPEN && tag.block()) {
                return true;
            }
            boolean ends = tag.kind() == Kind.CELL
                    || tag.kind() == Kind.TR
                    || tag.kind() == Kind.TABLE && token == Token.CLOSE;
            if (token != Token.TEXT && ends) {
                return false;
            }
        }
        return false;
    }

    private void link(Link link) {
        String url = SPACE.matcher(link.href().strip()).replaceAll("");
        String told = lines.since(link.position());
        String text =
                told.startsWith(link.marker()) ? told.substring(link.marker().length()) : told;
        String bare = SCHEME.matcher(url).replaceFirst("");
        boolean useless = url.isEmpty() || url.startsWith("#") || url.startsWith("javascript:");
        if (!useless && !text.isEmpty() && !sameTarget(text, url) && !text.equals(bare)) {
            String target = " (" + bare + ")";
            lines.text(target.toCharArray(), 0, target.length());
        }
    }

    private static boolean sameTarget(String text, String url) {
        return plain(text).equalsIgnoreCase(plain(url));
    }

    private static String plain(String url) {
        return url.replaceFirst("^https?://", "").replaceFirst("/$", "");
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
