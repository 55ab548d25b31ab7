package io.migomail.ingress.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Markdown (CommonMark with tables) as the pages show it. HTML in it is shown, not taken. Headings get the anchors that
 * code forges give them, so that a link works in the repository and on the site. Thread-safe.
 */
final class Markdown {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    /** What became of a document: its title, and what is below it. */
    record Rendered(String title, String summary, String html, List<Heading> headings, List<Passage> passages) {}

    private Markdown() {}

    /** @param links where a link leads on the site, of what it says in the source; empty = nowhere, its text stays */
    static Rendered render(String source, UnaryOperator<String> links) {
        Node document = PARSER.parse(source);
        lead(document, links);
        String title = "";
        String summary = "";
        Node first = document.getFirstChild();
        if (first instanceof org.commonmark.node.Heading heading && heading.getLevel() == 1) {
            title = words(heading);
            summary = heading.getNext() == null ? "" : firstSentence(words(heading.getNext()));
            heading.unlink();
        }
        Map<Node, String> anchors = new HashMap<>();
        List<Heading> headings = headings(document, anchors);
        return new Rendered(title, summary, renderer(anchors).render(document), headings, passages(document, anchors));
    }

    /** A sentence or two of the contract, which may have code, emphasis and lists. */
    static String inline(String text) {
        String html = renderer(Map.of()).render(PARSER.parse(text)).strip();
        boolean one = html.startsWith("<p>") && html.indexOf("</p>") == html.length() - 4;
        return one ? html.substring(3, html.length() - 4) : html;
    }

    private static HtmlRenderer renderer(Map<Node, String> anchors) {
        // Of several renderers of a node the first one holds, and the extension has one of tables.
        return HtmlRenderer.builder()
                .nodeRendererFactory(context -> new Blocks(context, anchors))
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(any -> (node, tag, attributes) -> attributes.remove("rel"))
                .build();
    }

    private static void lead(Node document, UnaryOperator<String> links) {
        List<Link> found = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                found.add(link);
                visitChildren(link);
            }
        });
        for (Link link : found) {
            String target = links.apply(link.getDestination());
            if (target.isEmpty()) {
                while (link.getFirstChild() != null) {
                    link.insertBefore(link.getFirstChild());
                }
                link.unlink();
            } else {
                link.setDestination(target);
            }
        }
    }

    private static List<Heading> headings(Node document, Map<Node, String> anchors) {
        List<Heading> out = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof org.commonmark.node.Heading heading) {
                String slug = slug(words(heading));
                int times = taken.merge(slug, 1, Integer::sum);
                String id = times == 1 ? slug : slug + "-" + (times - 1);
                anchors.put(heading, id);
                out.add(new Heading(heading.getLevel(), id, words(heading)));
            }
        }
        return out;
    }

    static String slug(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .strip()
                .replace(' ', '-');
    }

    private static List<Passage> passages(Node document, Map<Node, String> anchors) {
        List<Passage> out = new ArrayList<>();
        String anchor = "";
        String title = "";
        StringBuilder text = new StringBuilder();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof org.commonmark.node.Heading) {
                out.add(new Passage(anchor, title, List.of(), text.toString().strip()));
                anchor = anchors.getOrDefault(node, "");
                title = words(node);
                text.setLength(0);
            } else {
                text.append(words(node)).append(' ');
            }
        }
        out.add(new Passage(anchor, title, List.of(), text.toString().strip()));
        return out;
    }

    private static String words(Node node) {
        StringBuilder out = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                out.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                out.append(code.getLiteral());
            }

            @Override
            public void visit(org.commonmark.node.SoftLineBreak lineBreak) {
                out.append(' ');
            }

            @Override
            protected void visitChildren(Node parent) {
                super.visitChildren(parent);
                if (parent instanceof org.commonmark.node.Block || parent instanceof org.commonmark.node.CustomNode) {
                    out.append(' ');
                }
            }
        });
        return out.toString().strip().replaceAll("\\s+", " ");
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /** Headings with anchors, code with colours, tables that scroll by themselves on a phone. */
    private static final class Blocks implements NodeRenderer {
        private final HtmlNodeRendererContext context;
        private final HtmlWriter html;
        private final Map<Node, String> anchors;

        Blocks(HtmlNodeRendererContext context, Map<Node, String> anchors) {
            this.context = context;
            this.html = context.getWriter();
            this.anchors = anchors;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(org.commonmark.node.Heading.class, FencedCodeBlock.class, TableBlock.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof FencedCodeBlock code) {
                html.raw(CodeBlock.of(String.valueOf(code.getInfo()), code.getLiteral()));
            } else if (node instanceof TableBlock) {
                html.raw("<div class=\"table\" tabindex=\"0\"><table>");
                children(node);
                html.raw("</table></div>");
            } else {
                heading((org.commonmark.node.Heading) node);
            }
        }

        private void heading(org.commonmark.node.Heading heading) {
            String id = Html.escape(anchors.getOrDefault(heading, ""));
            html.raw("<h" + heading.getLevel() + " id=\"" + id + "\">");
            children(heading);
            html.raw(" <a class=\"anchor\" href=\"#" + id + "\" aria-label=\"Link to this section\">#</a></h"
                    + heading.getLevel() + ">\n");
        }

        private void children(Node parent) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
                context.render(node);
            }
        }
    }
}
