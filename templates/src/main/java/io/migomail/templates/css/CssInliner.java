package io.migomail.templates.css;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Selector;

/**
 * Moves the rules of style elements into style attributes. The document is parsed only to learn which element matches
 * what and where its tag stands; the source is then edited in place. Rules that depend on the reader (media queries,
 * :hover, @font-face, @import) stay, and so do selectors that match nothing: they are meant for what mail clients wrap
 * around a message. A style element with directives in it stays as it is. One instance per document.
 */
public final class CssInliner {
    static final long MATCHES = 10_000_000;
    private static final Pattern END_TAG = Pattern.compile("</style(?=[\\s/>])", Pattern.CASE_INSENSITIVE);
    private static final Set<String> UNSTYLED =
            Set.of("head", "title", "meta", "link", "base", "style", "script", "noscript");

    private final String source;
    private final TemplateMask mask;
    private final Edits edits = new Edits();
    private final Map<Element, Cascade> cascades = new LinkedHashMap<>();
    private final Set<Integer> starts = new HashSet<>();

    private CssInliner(String source) {
        this.source = source;
        this.mask = new TemplateMask(source);
    }

    /** The template (HTML with valid FreeMarker in it) with its CSS inlined; everything else byte for byte. */
    public static String inline(String source) throws CssTooLarge {
        return new CssInliner(source).run();
    }

    private String run() throws CssTooLarge {
        Document document = Parser.htmlParser().setTrackPosition(true).parseInput(mask.blanked(), "");
        List<Element> sheets =
                document.select("style").stream().filter(this::isInlinable).toList();
        Map<Element, List<StyleRule>> rules = new LinkedHashMap<>();
        for (Element sheet : sheets) {
            rules.put(sheet, rules(sheet));
        }
        checkSize(document, rules);
        int order = 0;
        for (List<StyleRule> sheet : rules.values()) {
            for (StyleRule rule : sheet) {
                apply(rule, order++, document);
            }
        }
        cascades.forEach(this::editElement);
        rules.forEach(this::editSheet);
        return edits.apply(source);
    }

    private boolean isInlinable(Element sheet) {
        String media = sheet.attr("media").strip();
        String type = sheet.attr("type").strip();
        return (media.isEmpty() || media.equalsIgnoreCase("all") || media.equalsIgnoreCase("screen"))
                && (type.isEmpty() || type.equalsIgnoreCase("text/css"))
                && isInSource(sheet)
                && to(sheet) < source.length()
                && !mask.hasDirectives(from(sheet), to(sheet));
    }

    private static int from(Element sheet) {
        return sheet.sourceRange().endPos();
    }

    /** The content of a style element ends at the first thing like an end tag (HTML 13.2.5.14), or never. */
    private int to(Element sheet) {
        Matcher end = END_TAG.matcher(source);
        return end.find(from(sheet)) ? end.start() : source.length();
    }

    private List<StyleRule> rules(Element sheet) {
        List<StyleRule> rules = new ArrayList<>();
        for (CssScanner.Chunk chunk : CssScanner.rules(mask.tokenised(from(sheet), to(sheet)))) {
            rules.add(new StyleRule(chunk, mask));
        }
        return rules;
    }

    private static void checkSize(Document document, Map<Element, List<StyleRule>> rules) throws CssTooLarge {
        long selectors = rules.values().stream()
                .flatMap(List::stream)
                .mapToLong(rule -> rule.targets.size())
                .sum();
        long matches = selectors * document.getAllElements().size();
        if (matches > MATCHES) {
            throw new CssTooLarge(matches);
        }
    }

    private void apply(StyleRule rule, int order, Document document) {
        for (StyleRule.Target target : rule.targets) {
            StyleSelector selector = target.selector;
            if (selector == null) {
                continue;
            }
            List<Element> found = find(document, selector.query());
            target.kept = found.isEmpty() || !found.stream().allMatch(this::canCarryStyle);
            for (Element element : found) {
                if (canCarryStyle(element) && !UNSTYLED.contains(element.normalName())) {
                    cascades.computeIfAbsent(element, any -> new Cascade())
                            .add(new Cascade.Match(selector.specificity(), order, rule.declarations));
                }
            }
        }
    }

    private static List<Element> find(Document document, String query) {
        try {
            return document.select(query);
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            return List.of(); // valid CSS that jsoup does not know: the rule stays in the style element
        }
    }

    private boolean isInSource(Element element) {
        int start = element.sourceRange().startPos();
        return element.sourceRange().isTracked()
                && !element.sourceRange().isImplicit()
                && start < source.length()
                && source.charAt(start) == '<';
    }

    /** False for elements the parser made up, and where a condition decides whether there is a style attribute. */
    private boolean canCarryStyle(Element element) {
        if (UNSTYLED.contains(element.normalName())) {
            return true;
        }
        if (!isInSource(element)) {
            return false;
        }
        if (!element.hasAttr("style")) {
            return true;
        }
        var range = element.attributes().sourceRange("style");
        return range.isTracked()
                && !mask.hasDirectives(
                        element.sourceRange().startPos(), range.nameRange().startPos());
    }

    private void editElement(Element element, Cascade cascade) {
        int start = element.sourceRange().startPos();
        if (!starts.add(start)) {
            return; // a formatting element that the parser cloned: one tag, several nodes
        }
        int name = start + 1 + element.tagName().length();
        if (!element.hasAttr("style")) {
            Cascade.Merged added = cascade.around(List.of());
            String style = styled(added, "", '"');
            String attribute = style.isEmpty() ? "" : " style=\"" + style + "\"";
            edits.replace(name, name, ClientAttributes.of(element, applied(added, List.of())) + attribute);
            return;
        }
        var range = element.attributes().sourceRange("style");
        int from = range.valueRange().startPos();
        int to = range.valueRange().endPos();
        boolean valued = from < to && from > range.nameRange().endPos();
        boolean quoted = valued && (source.charAt(from - 1) == '\'' || source.charAt(from - 1) == '"');
        char quote = quoted ? source.charAt(from - 1) : '"';
        String text = valued ? source.substring(from, to) : "";
        String readable = mask.hasDirectives(from, to)
                ? ""
                : Parser.unescapeEntities(valued ? mask.tokenised(from, to) : "", true);
        List<Declaration> own = Declaration.parse(readable);
        Cascade.Merged added = cascade.around(own);
        if (added.before().isEmpty() && added.after().isEmpty()) {
            return;
        }
        if (!mask.hasDirectives(from, to)) {
            edits.replace(name, name, ClientAttributes.of(element, applied(added, own)));
        }
        String merged = styled(added, text, quote);
        edits.replace(range.nameRange().startPos(), quoted ? to + 1 : to, "style=" + quote + merged + quote);
    }

    private static List<Declaration> applied(Cascade.Merged added, List<Declaration> own) {
        Stream<Declaration> important = own.stream().filter(Declaration::important);
        return Stream.of(added.before().stream(), own.stream(), added.after().stream(), important)
                .flatMap(all -> all)
                .toList();
    }

    /** The own text is markup already and stays as it is; what is added gets escaped. */
    private String styled(Cascade.Merged added, String own, char quote) {
        String kept = own.strip();
        String middle = kept.endsWith(";") ? kept.substring(0, kept.length() - 1) : kept;
        return Stream.of(
                        escaped(Cascade.Merged.css(added.before()), quote),
                        middle,
                        escaped(Cascade.Merged.css(added.after()), quote))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String escaped(String css, char quote) {
        return mask.restore(escapeOnly(css, quote));
    }

    private static String escapeOnly(String css, char quote) {
        String text = css.replace("&", "&amp;").replace("<", "&lt;").replaceAll("[\\r\\n]+\\s*", " ");
        if (quote == '\'') {
            return text.replace("'", "&#39;");
        }
        return text.indexOf('\'') < 0 ? text.replace('"', '\'') : text.replace("\"", "&quot;");
    }

    private void editSheet(Element sheet, List<StyleRule> rules) {
        List<String> kept = rules.stream()
                .map(StyleRule::remainder)
                .filter(text -> !text.isBlank())
                .toList();
        if (kept.isEmpty()) {
            int end = source.indexOf('>', to(sheet));
            edits.replace(sheet.sourceRange().startPos(), end < 0 ? source.length() : end + 1, "");
        } else {
            edits.replace(from(sheet), to(sheet), mask.restore("\n" + String.join("\n", kept) + "\n"));
        }
    }
}
