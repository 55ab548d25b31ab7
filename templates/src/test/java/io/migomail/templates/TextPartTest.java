package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPartTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<h1>Hi</h1><p>a  b\\n c</p><p>d<br>e</p>|Hi\\n\\na b c\\n\\nd\\ne",
                "<a href=\"https://x.y/z\">Open</a> now|Open (https://x.y/z) now",
                "<a href=\"https://x.y/\">x.y</a>|x.y",
                "<a href=\"mailto:a@b.c\">a@b.c</a> <a href=\"mailto:a@b.c\">us</a>|a@b.c us (a@b.c)",
                "<a href=\"#top\">up</a><a href=\"javascript:x()\">js</a><a>plain</a>|upjsplain",
                "<a href=\"https://x\"><img src=i alt=\"Logo\"></a>|Logo (https://x)",
                "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>d|- a\\n- b\\n  - c\\n\\nd",
                "<ol><li>a<li>b</ol>|1. a\\n2. b",
                "<ul><li><a href=\"https://x\">https://x</a></ul>|- https://x",
                "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>|a  1\\nb  2",
                "<table><tr><td><p>left</p></td><td><p>right</p></td></tr></table>|left\\n\\nright",
                "<style>p{}</style><script>x</script><title>t</title><p>a</p><!-- c -->|a",
                "<div style=\"display: none; x\">pre</div><span hidden>h</span><p>a</p>|a",
                "<div style=\"max-height:0px;overflow:hidden\">pre</div><p style=\"opacity:0.5\">a</p>|a",
                "a&nbsp;&zwnj;&#847;&shy;b &lt;c&gt; &amp;|a b <c> &",
                "<pre>a  b\\n  c</pre>d|a  b\\n  c\\n\\nd",
                "a<hr>b|a\\n----------------------------------------\\nb",
                "<blockquote>q<br>r</blockquote>s|q\\n  r\\n\\ns",
                "<b>a</b><i>b</i> <u>c</u>|ab c"
            })
    void reads_like_the_page(String html, String expected) {
        String text = TextPart.fromHtml(html.replace("\\n", "\n"));
        assertEquals(expected.replace("\\n", "\n"), text.strip());
    }

    @Test
    void nothing_gives_nothing() {
        assertEquals("", TextPart.fromHtml(""));
        assertEquals("", TextPart.fromHtml(" <!DOCTYPE html><html><head><title>x</title></head><body></body></html>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<table><tr><td>",
                "<b><i>",
                "<a href=x>y",
                "<ul><li>",
                "<p>x<b>",
                "&nbsp;",
                "<",
                "<blockquote>x"
            })
    void hostile_html_ends(String piece) {
        String html = piece.repeat(500_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> TextPart.fromHtml(html));
    }

    @Test
    void twenty_kilobytes_take_little_time() throws Exception {
        String html = Files.readString(Path.of("src/test/resources/corpus/postmark/basic/example/content.html"));
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long begin = System.nanoTime();
            TextPart.fromHtml(html);
            best = Math.min(best, System.nanoTime() - begin);
        }
        assertTrue(best < 5_000_000, "best of 300: " + best + " ns");
    }
}
