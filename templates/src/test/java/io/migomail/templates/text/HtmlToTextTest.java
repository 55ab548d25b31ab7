package io.migomail.templates.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without a tree is what jsoup's tree says. */
class HtmlToTextTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    private static final String[] PIECES = {
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</tr>",
        "</table>",
        "<b>",
        "</b>",
        "<a href='https://x.example/y'>",
        "</a>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
        "<br>",
        "word ",
        " two words",
        "&amp;",
        "&nbsp;",
        "\n",
        "<!-- c -->",
        "<h1>",
        "</h1>",
        "<span style=\"display:none\">",
        "</span>",
        "<img alt=\"pic\">"
    };

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(f -> f.toString().endsWith(".html")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageOfTheCorpusReadsTheSame(Path page) throws IOException {
        // Sections that stand between the rows of a table would be moved before it.
        String html = Files.readString(page).replaceAll("\\{\\{[#^/][^}]*}}", "");
        assertEquals(JsoupText.convert(html), HtmlToText.convert(html));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head><title>t</title></head><body>a</body></html>b",
                "<head><style>p{}</style><p>no end of the head</p>",
                "<head>text ends the head",
                "a < b and c <3 d </ e",
                "<p title='a > b'>x</p><p title=it's>y</p>",
                "<P CLASS=x>Upper</P><BR/>case",
                "<script>if (a</b) '</scr'</script>x<style></styles></style>y",
                "<textarea><b>no markup</textarea>z",
                "<!--[if mso]><table><tr><td><![endif]-->a<!--[if mso]></td></tr></table><![endif]-->",
                "<![CDATA[x]]>a<?xml version='1'?>b<!doctype html>c<!-->d<!--->e<!-- f --!>g",
                "<td>lone</td><td>cells</td>",
                "<table><tbody><tr><th>a<th>b<tr><td>1<td>2</table>",
                "<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>",
                "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
                "<p>a<p>b<div>c<p>d</div>e</p>f",
                "<b><i>a</b>b</i>c",
                "<a href=https://x.example>a<a href=https://y.example>b</a>",
                "<div hidden><p>a</div>b",
                "<a href=https://z.example>x<span hidden>h</a>y</span>z",
                "<svg><text>a</text></svg>b<svg/>c<o:p/>d<o:p>e</o:p>",
                "<pre>\n a\n  b</pre>c",
                "<ol><li>a<ul><li>b</ol>c",
                "<button>press</button><label>l</label><input value=v>",
                "<p>caf&eacute; &#8364;1 &copy 2026 &unknown; &amp</p>",
                "<table><caption>c</caption><tr><td>x</td></tr></table>",
                "<a href=\"https://x.example/?a=1&amp;b=2\">go</a>",
                "<p>unfinished <b",
                "</p>a</br>b</div>c"
            })
    void faultyHtmlReadsAsBrowsersDo(String html) {
        assertEquals(JsoupText.convert(html), HtmlToText.convert(html));
    }

    @Test
    void noWordThatIsSeenIsLostWhateverTheOrderOfTags() {
        Random random = new Random(11);
        for (int run = 0; run < 3_000; run++) {
            StringBuilder html = new StringBuilder();
            for (int pieces = random.nextInt(30); pieces > 0; pieces--) {
                html.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String page = html.toString();
            if (!page.contains("display:none")) {
                assertEquals(words(JsoupText.convert(page)), words(HtmlToText.convert(page)), page);
            }
        }
    }

    /** Where text stands in a table but in no cell, browsers move it: the words are compared, not their order. */
    private static List<String> words(String text) {
        return Stream.of(text.split("[\\s()-]+"))
                .filter(w -> !w.isEmpty() && !w.startsWith("https:"))
                .flatMap(w -> Stream.of(w.split("(?<=word)|(?=word)|(?<=two)|(?<=words)|(?<=&)|(?<=pic)|(?=pic)")))
                .sorted()
                .toList();
    }

    @Test
    void everyCutOfAPageEnds() throws IOException {
        String html = Files.readString(CORPUS.resolve("leemunroe/email.html"));
        for (int end = 0; end < html.length(); end += 7) {
            String text = HtmlToText.convert(html.substring(0, end));
            assertTrue(text.length() <= end, text);
        }
    }
}
