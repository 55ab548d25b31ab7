package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.TemplateVariable;
import io.migomail.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates that others published, compiled as they are. */
class CorpusTest {
    static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    static TemplateSource source(Path file) throws IOException {
        String html = Files.readString(file);
        Path textFile = file.resolveSibling("content.txt");
        String text = Files.exists(textFile) ? Files.readString(textFile) : "";
        return new TemplateSource("Hello", html, text, html.contains("{{") ? Syntax.MUSTACHE : Syntax.HTML);
    }

    @Test
    void the_corpus_is_there() throws Exception {
        assertEquals(18, files().size());
    }

    @ParameterizedTest
    @MethodSource("files")
    void compiles_inlines_and_renders_unedited(Path file) throws Exception {
        TemplateSource source = source(file);
        String html = source.html();
        String text = source.text();
        CompiledTemplate compiled = TemplateCompiler.compile(source);

        Map<String, Object> variables = sample(compiled);
        Rendered rendered =
                new TemplateRenderer(new FakeTime()).prepare(compiled).render(variables);
        assertEquals(comments(html), comments(rendered.html()), "comments keep their bytes");
        for (String kept : List.of("@media", ":hover", "@font-face", "@import")) {
            assertEquals(count(html, kept), count(rendered.html(), kept), kept);
        }
        assertTrue(rendered.html().startsWith(html.substring(0, html.indexOf('>') + 1)), "so does the DOCTYPE");
        assertFalse(rendered.html().contains("_m."), rendered.html());
        assertFalse(rendered.text().contains("{{"), rendered.text());
        assertFalse(rendered.text().contains("<td"), rendered.text());
        assertTrue(rendered.text().length() > 100, rendered.text());
        if (html.contains("<style") && !file.toString().contains("mailgun")) {
            assertTrue(count(rendered.html(), " style=") > count(html, " style=") + 5);
        }
        if (file.toString().contains("inlined")) {
            int body = html.indexOf("<table class=\"body-wrap\"");
            assertTrue(rendered.html().endsWith(html.substring(body)), "nothing to inline: nothing changes");
        }
        for (Object value : variables.values()) {
            assertTrue(!(value instanceof String) || rendered.html().contains((String) value) || !text.isEmpty());
        }
    }

    @Test
    void rows_of_a_receipt_are_repeated_with_their_inlined_styles() throws Exception {
        String html = Files.readString(CORPUS.resolve("postmark/basic/receipt/content.html"));
        CompiledTemplate compiled =
                TemplateCompiler.compile(new TemplateSource("Receipt {{receipt_id}}", html, "", Syntax.MUSTACHE));
        Map<String, Object> variables = sample(compiled);
        variables.put(
                "receipt_details",
                List.of(
                        Map.of("description", "Alpha & co", "amount", "$1.00"),
                        Map.of("description", "Beta", "amount", "$2.50")));
        Rendered rendered =
                new TemplateRenderer(new FakeTime()).prepare(compiled).render(variables);
        assertTrue(rendered.html().contains("Alpha &amp; co"));
        assertTrue(rendered.html().contains("$2.50"));
        assertTrue(rendered.text().contains("Alpha & co"), rendered.text());
        int cell = rendered.html().indexOf("purchase_item\"");
        assertTrue(rendered.html().substring(cell - 300, cell).contains("style=\""));
        assertTrue(rendered.html().contains("@media"));
        assertTrue(rendered.html().contains(":hover") || !html.contains(":hover"));
    }

    private static Map<String, Object> sample(CompiledTemplate compiled) {
        Map<String, Object> variables = new HashMap<>();
        for (TemplateVariable variable : compiled.getVariablesList()) {
            if (variable.getRequired()) {
                variables.put(variable.getName(), "value-of-" + variable.getName());
            }
        }
        return variables;
    }

    private static List<String> comments(String html) {
        return COMMENT.matcher(html)
                .results()
                .map(MatchResult::group)
                .filter(comment -> !comment.contains("{{"))
                .toList();
    }

    private static int count(String text, String what) {
        return text.split(Pattern.quote(what), -1).length - 1;
    }
}
