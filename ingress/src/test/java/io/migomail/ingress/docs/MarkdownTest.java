package io.migomail.ingress.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static Markdown.Rendered render(String source) {
        return Markdown.render(source, target -> GuidePages.link("guides/webhooks.md", target));
    }

    @Test
    void theFirstHeadingIsTheTitleAndTheFirstSentenceTheSummary() {
        Markdown.Rendered made = render("# A *title*\n\nOne sentence. Another.\n\n## Part\n\ntext");
        assertEquals("A title", made.title());
        assertEquals("One sentence.", made.summary());
        assertFalse(made.html().contains("<h1"));
        assertEquals(List.of(new Heading(2, "part", "Part")), made.headings());
    }

    @Test
    void headingsHaveTheAnchorsOfCodeForges() {
        assertEquals(
                "bounces-and-complaints-that-come-by-mail", Markdown.slug("Bounces and complaints that come by mail"));
        assertEquals("domain_not_verified", Markdown.slug("domain_not_verified"));
        assertEquals("idempotency-limits-paging", Markdown.slug("Idempotency, limits, paging"));
        List<Heading> twice = render("# t\n\n## Same\n\n## Same").headings();
        assertEquals("same", twice.get(0).id());
        assertEquals("same-1", twice.get(1).id());
    }

    @Test
    void linksLeadToPagesOfTheSiteOrNowhere() {
        String html = render("[a](../templates.md#dates) [b](../adr/0001-x.md) [c](smtp.md) [d](https://x.example/) "
                        + "[e](#here) [f](../openapi.yaml) [g](javascript:alert(1))")
                .html();
        assertTrue(html.contains("<a href=\"/docs/templates#dates\">a</a>"), html);
        assertTrue(html.contains(" b "), html);
        assertTrue(html.contains("<a href=\"/docs/smtp\">c</a>"), html);
        assertTrue(html.contains("href=\"https://x.example/\""), html);
        assertTrue(html.contains("<a href=\"#here\">e</a>"), html);
        assertTrue(html.contains("<a href=\"/docs/openapi.yaml\">f</a>"), html);
        assertFalse(html.contains("javascript"), html);
    }

    @Test
    void markupInTextStaysText() {
        String html = render(
                        "# t\n\n<script>alert(1)</script>\n\na <b>b</b> `<i>`\n\n```js\n</code><img src=x onerror=1>\n```\n\n## <u>h</u>\n")
                .html();
        assertFalse(html.matches("(?s).*<(script|b|i|img|u)[ >].*"), html);
        assertTrue(html.contains("&lt;img"), html);
        assertFalse(Markdown.inline("Name <address> and <img src=x>").contains("<img"));
    }

    @Test
    void eachPartOfAPageIsFoundByItself() {
        List<Passage> passages = render(
                        "# t\n\nlead\n\n## One\n\nfirst `code`\n\n| a | b |\n|---|---|\n| x | y |\n\n## Two\n\nsecond")
                .passages();
        assertEquals(
                List.of("", "One", "Two"), passages.stream().map(Passage::title).toList());
        assertEquals("first code a b x y", passages.get(1).text());
    }

    @Test
    void codeStandsOutAndStaysWhatItIs() {
        String html = CodeBlock.of("json", "{\"a\": \"<b>\", \"n\": 12, \"t\": true}");
        assertTrue(html.contains("<span class=\"s\">&quot;&lt;b&gt;&quot;</span>"), html);
        assertTrue(html.contains("<span class=\"n\">12</span>"), html);
        assertTrue(html.contains("<span class=\"k\">true</span>"), html);
        assertTrue(CodeBlock.of("text", "a < b").contains("a &lt; b"));
    }
}
