package io.migomail.templates.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.QueryParser;

/** The same conversion over jsoup's tree: what ours is compared with. */
final class JsoupText implements NodeFilter {
    private static final Evaluator BLOCKS = QueryParser.parse("table,p,div,h1,h2,h3,h4,ul,ol");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SCHEME = Pattern.compile("^(mailto:|tel:)");
    private static final Set<String> SKIPPED =
            Set.of("head", "style", "script", "title", "template", "noscript", "object", "svg", "select", "textarea");
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
    private static final Pattern HIDDEN = Pattern.compile(
            "display:none|visibility:hidden|mso-hide:all|max-height:0(px)?(;|$)|opacity:0(;|$)|font-size:0(px)?(;|$)");
    private static final String RULE = "-".repeat(40);

    private final TextLines lines = new TextLines();
    private final Deque<Integer> links = new ArrayDeque<>();
    private final Deque<ListCount> lists = new ArrayDeque<>();
    private int preformatted;

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

    private JsoupText() {}

    static String convert(String html) {
        JsoupText conversion = new JsoupText();
        NodeTraversor.filter(
                conversion,
                Parser.htmlParser().setMaxDepth(200).parseInput(html, "").body());
        return conversion.lines.toString();
    }

    private void words(String text) {
        lines.text(text.toCharArray(), 0, text.length());
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            if (preformatted > 0) {
                lines.preformatted(text.getWholeText());
            } else {
                words(text.getWholeText());
            }
        } else if (node instanceof Element element) {
            if (isHidden(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            open(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            close(element);
        }
        return FilterResult.CONTINUE;
    }

    private static boolean isHidden(Element element) {
        if (SKIPPED.contains(element.normalName()) || element.hasAttr("hidden")) {
            return true;
        }
        String style = element.attr("style");
        return !style.isEmpty()
                && HIDDEN.matcher(style.toLowerCase(Locale.ROOT).replaceAll("\\s+|!important", ""))
                        .find();
    }

    private void open(Element element) {
        String name = element.normalName();
        breakAround(name, !lists.isEmpty());
        switch (name) {
            case "br" -> lines.lineEnd();
            case "hr" -> rule();
            case "img" -> words(element.attr("alt"));
            case "a" -> links.push(lines.position());
            case "pre" -> preformatted++;
            case "blockquote" -> lines.indent("  ");
            case "ul", "ol" -> lists.push(new ListCount(name.equals("ol")));
            case "li" -> item();
            case "td", "th" -> cell(element);
            default -> {}
        }
    }

    private void close(Element element) {
        String name = element.normalName();
        breakAround(name, lists.size() > 1);
        switch (name) {
            case "a" -> link(element, links.pop());
            case "pre" -> preformatted--;
            case "blockquote" -> lines.outdent("  ");
            case "ul", "ol" -> lists.pop();
            case "li" -> lines.outdent("  ");
            default -> {}
        }
    }

    private void breakAround(String name, boolean inList) {
        boolean nested = inList && (name.equals("ul") || name.equals("ol"));
        if (PARAGRAPHS.contains(name) && !nested) {
            lines.breakBefore(2);
        } else if (nested || LINES.contains(name)) {
            lines.breakBefore(1);
        }
    }

    private void rule() {
        lines.breakBefore(1);
        words(RULE);
        lines.breakBefore(1);
    }

    private void item() {
        ListCount list = lists.peek();
        lines.indent("  ");
        lines.marker(list == null ? "- " : list.marker());
    }

    /** Cells of data stand in one line; cells that hold blocks are layout, each begins a line. */
    private void cell(Element cell) {
        Element row = cell.parent();
        if (row == null || row.firstElementChild() == cell) {
            return;
        }
        if (cell.firstElementChild() != null && cell.selectFirst(BLOCKS) != null) {
            lines.breakBefore(1);
        } else {
            lines.gap();
        }
    }

    private void link(Element link, int from) {
        String url = SPACE.matcher(link.attr("href").strip()).replaceAll("");
        String text = lines.since(from);
        String bare = SCHEME.matcher(url).replaceFirst("");
        boolean useless = url.isEmpty() || url.startsWith("#") || url.startsWith("javascript:");
        if (useless
                || text.isEmpty()
                || sameTarget(link.text(), url)
                || link.text().equals(bare)) {
            return;
        }
        words(" (" + bare + ")");
    }

    private static boolean sameTarget(String text, String url) {
        return plain(text).equalsIgnoreCase(plain(url));
    }

    private static String plain(String url) {
        return url.replaceFirst("^https?://", "").replaceFirst("/$", "");
    }
}
