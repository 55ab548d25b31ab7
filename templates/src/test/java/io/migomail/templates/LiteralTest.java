package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.record.CompiledTemplate;
import io.migomail.testkit.FakeTime;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiteralTest {
    @Test
    void html_comes_out_as_it_went_in() throws Exception {
        assertSame(
                "<p>${a} #{b} [#if c] [/#list] [@m] [/@m] [#-- x --] [#ftl] <#ftl> <#if a> [=x] {{y}} $${$ [[# \\${</p>");
        assertSame("[#ftl]");
        assertSame("  [#ftl output_format='plainText']");
        assertSame("${");
        assertSame("a\r\n[#t]\r\n  \r\nb\r\n");
    }

    @Test
    void any_mix_of_special_characters_comes_out_as_it_went_in() throws Exception {
        Random random = new Random(42);
        String[] pieces = {
            "$", "{", "}", "[", "#", "/", "@", "]", "<", "-", "\"", "'", "\\", "if ", "ftl", "\n", " ", "x", "="
        };
        for (int i = 0; i < 1000; i++) {
            StringBuilder html = new StringBuilder("<p>");
            for (int j = random.nextInt(14) + 1; j > 0; j--) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            assertSame(html.toString());
        }
    }

    private static void assertSame(String html) throws Exception {
        CompiledTemplate compiled = TemplateCompiler.compile(new TemplateSource("${s}", html, html, Syntax.HTML));
        Rendered rendered =
                new TemplateRenderer(new FakeTime()).prepare(compiled).render(Map.of());
        assertEquals(html, rendered.html());
        assertEquals(html, rendered.text());
        assertEquals("${s}", rendered.subject());
    }
}
