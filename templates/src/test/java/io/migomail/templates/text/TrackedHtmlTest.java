package io.migomail.templates.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TrackingLink;
import io.migomail.templates.StarterTemplates;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackedHtmlTest {
    private static final String IMAGE = "https://mg.example.com/t/o/TOKEN";
    private static final String PIXEL =
            "<img src=\"" + IMAGE + "\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0;height:1px;width:1px\">";

    private static String led(String url) {
        return "https://mg.example.com/t/c/" + Integer.toHexString(url.hashCode());
    }

    private static String clicks(String html) {
        return TrackedHtml.of(html, url -> "[" + url + "]", null);
    }

    private static String opens(String html) {
        return TrackedHtml.of(html, null, IMAGE).replace(PIXEL, "PIXEL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a href=\"https://a.example/?x=1&amp;y=2\">x</a>|<a href=\"[https://a.example/?x=1&y=2]\">x</a>",
                "<A\tHREF = 'HTTP://A.example/'>x</A>|<A\tHREF = '[HTTP://A.example/]'>x</A>",
                "<a href=http://a.example/>x</a>|<a href=[http://a.example/]>x</a>",
                "<a href=\" http://a.example/ \">|<a href=\"[http://a.example/]\">",
                "<a href=\"http://a/?x=1&y=2&reg=3\">|<a href=\"[http://a/?x=1&y=2&reg=3]\">",
                "<a href=\"http://a/?x&#38;y&#x26;z=1\">|<a href=\"[http://a/?x&y&z=1]\">",
                "<a href=http://a href=http://b>|<a href=[http://a] href=http://b>",
                "<a href=\"http://a\" data-migo-track=\"off\" id=x>|<a href=\"http://a\" id=x>",
                "<a data-migo-track=OFF href=http://a>|<a href=http://a>",
                "<a data-migo-track='off'href=http://a>|<a href=http://a>",
                "<a href=http://a data-migo-track=on>|<a href=[http://a]>",
                "<a href=http://a data-migo-track>|<a href=[http://a]>",
                "<a data-migo-track=\"off\">|<a>",
            })
    void linksLeadOver(String html, String expected) {
        String left = html.startsWith("<a data-migo-track='off'href") ? "<a href=http://a>" : expected;
        assertEquals(left, clicks(html));
    }

    @Test
    void whatIsNoWebPageOrMayBeReadInAnotherWayStays() {
        for (String html : List.of(
                "<a href=\"mailto:a@b.example\">",
                "<a href=\"tel:+4912\">",
                "<a href=\"#top\">",
                "<a href=\"cid:x\">",
                "<a href=\"\">",
                "<a href>",
                "<a name=x>",
                "<a href=\"javascript:alert(1)\">",
                "<a href=\"/relative\">",
                "<a href=\"http://a/?x=1&copy\">",
                "<a href=\"http://a/&quot;\">",
                "<a href=\"http://a/|x\">",
                "<a href=\"http://a/\nx\">",
                "<a href=\"http://\u00e9.example\">",
                "<link href=\"http://a/\"><area href=\"http://a/\"><abbr href=\"http://a/\">",
                "<!--[if mso]><a href=\"http://a/\"><![endif]-->",
                "<!-- <a href=\"http://a/\"> -->",
                "<style>a:after{content:'<a href=http://a>'}</style>",
                "<textarea><a href=http://a></textarea>",
                "<xmp><a href=http://a></xmp><a href=http://b>",
                "<svg><![CDATA[<a href=http://a>]]></svg>",
                "text <a href=\"http://a/",
                "< a href=http://a>",
                "")) {
            assertEquals(html, clicks(html));
        }
        assertEquals(
                "<!--[if !mso]><!--><a href=[http://a]><!--<![endif]-->",
                clicks("<!--[if !mso]><!--><a href=http://a><!--<![endif]-->"));
    }

    @Test
    void theImageStandsAtTheEndOfWhatIsShown() {
        assertEquals("<body><p>x</p>PIXEL</body></html>", opens("<body><p>x</p></body></html>"));
        assertEquals("<html><p>xPIXEL</html>\n", opens("<html><p>x</html>\n"));
        assertEquals("<p>x</p>PIXEL", opens("<p>x</p>"));
        assertEquals("xPIXEL<!-- not closed </body>", opens("x<!-- not closed </body>"));
        assertEquals("xPIXEL<style>not closed </body>", opens("x<style>not closed </body>"));
        assertEquals("xPIXEL<p not closed", opens("x<p not closed"));
        assertEquals("<!-- </body> -->xPIXEL</BODY >", opens("<!-- </body> -->x</BODY >"));
        assertEquals("PIXEL", opens(""));
    }

    @Test
    void nothingElseOfTheTreeChanges() {
        int led = 0;
        for (var starter : StarterTemplates.all()) {
            led += same(
                    starter.source()
                            .html()
                            .replaceAll("href=\"[$][{][^\"]*", "href=\"https://shop.example/x?a=b&amp;c"),
                    false);
        }
        assertTrue(led >= 3, "links: " + led);
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            led += same(made(random), true);
        }
        assertTrue(led > 10_000, "links: " + led);
    }

    private static final List<String> PIECES = List.of(
            "<a href=\"https://a.example/?x=1&amp;y=2\">",
            "<a href='http://b.example/' target=_blank>",
            "<a href=http://c>",
            "</a>",
            "<p>",
            "</p>",
            "<table><tr><td>",
            "</td></tr></table>",
            "<b>",
            "</b>",
            "text",
            " ",
            "\n",
            "&amp;",
            "&lt;",
            "<!-- c <a href=http://x> -->",
            "<!--[if mso]><a href=\"http://m/\"><![endif]-->",
            "<img src=\"http://i/\">",
            "<br/>",
            "<style>a{color:red}</style>",
            "<a\nclass=x\nhref=\"HTTPS://D.example/#f\" >",
            "<a href=\"mailto:x@y\">",
            "< a",
            "<a href=\"http://e/?a&copy\">",
            "<h1 title='<a href=http://q>'>",
            "</h1>",
            "<ul><li>",
            "</ul>",
            "<div hidden>",
            "</div>",
            "<title><a href=http://t></title>",
            "\u00e9\ud83d\ude00",
            "<a href=\"http://f/\"id=z>",
            "<?x <a href=http://g>");

    private static String made(Random random) {
        StringBuilder out = new StringBuilder(random.nextBoolean() ? "<!doctype html><html><body>" : "x");
        for (int n = random.nextInt(25); n >= 0; n--) {
            out.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return out.append(random.nextBoolean() ? "</body></html>" : "").toString();
    }

    /** The trees differ in targets and the image only; how many links lead over. */
    private static int same(String html, boolean soup) {
        Document before = Jsoup.parse(html);
        Document after = Jsoup.parse(TrackedHtml.of(html, TrackedHtmlTest::led, IMAGE));
        int links = 0;
        for (Element a : before.select("a[href]")) {
            String url = a.attr("href").strip();
            if (TrackingLink.isTarget(url) && !url.endsWith("\u00a9")) {
                a.attr("href", led(url));
                links++;
            }
        }
        var images = after.select("img[src=" + IMAGE + "]");
        assertEquals(1, images.size(), html);
        images.get(0).remove();
        assertEquals(targets(before), targets(after), html);
        if (soup) {
            unwrap(before);
            unwrap(after);
        }
        assertEquals(shown(before), shown(after), html);
        return links;
    }

    private static Set<String> targets(Document document) {
        return new LinkedHashSet<>(document.select("a").eachAttr("href"));
    }

    private static String shown(Document document) {
        document.outputSettings().prettyPrint(false);
        return document.outerHtml();
    }

    /** Links and bold text that were left open begin again around an image behind them: what they hold is looked at alone. */
    private static void unwrap(Document document) {
        document.select("a, b").unwrap();
    }

    @Test
    void whatIsOffCostsNothing() {
        String html = "<p>x</p>";
        assertEquals(html, TrackedHtml.of(html, null, null));
    }
}
