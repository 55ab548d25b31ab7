package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.TemplateVariable;
import io.migomail.templates.browser.ComputedStyles;
import io.migomail.templates.browser.ComputedStyles.Difference;
import io.migomail.templates.browser.ComputedStyles.Pair;
import io.migomail.testkit.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser shows every element of every template the same before and after its CSS was inlined. */
class InliningIT {
    private static final Path EXCEPTIONS = Path.of("src/test/resources/inlining-exceptions.tsv");
    private static final int FEWEST_ELEMENTS = 2_000;

    @BeforeAll
    static void browser() {
        ComputedStyles.requireBrowser();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void computed_styles_differ_where_an_exception_says_so_and_nowhere_else(boolean dark) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (Path file : CorpusTest.files()) {
            TemplateSource source = CorpusTest.source(file);
            pairs.add(pair(CorpusTest.CORPUS.relativize(file).toString(), source, shown(source)));
        }
        for (StarterTemplates.Starter starter : StarterTemplates.all()) {
            byte[] sample = starter.sample().getBytes(StandardCharsets.UTF_8);
            pairs.add(pair("starter/" + starter.alias(), starter.source(), Variables.parse(sample)));
        }
        ComputedStyles.Result result = ComputedStyles.compare(pairs, dark);
        assertTrue(result.elements() > FEWEST_ELEMENTS, result.elements() + " elements");
        TreeSet<String> found = new TreeSet<>();
        for (Difference one : result.differences()) {
            found.add(String.join("\t", one.file(), one.width() + "", dark ? "dark" : "light", one.element()) + "\t"
                    + one.property() + "\t" + one.was() + "\t" + one.is());
        }
        assertEquals(String.join("\n", exceptions(dark)), String.join("\n", found));
    }

    @Test
    void a_difference_is_seen_with_its_element_and_width() throws Exception {
        String head = "<!DOCTYPE html><style>@media (max-width: 400px) { p { color: green } }</style>";
        Pair pair = new Pair("x", head + "<p>x", head + "<p style=\"color: red\">x");
        List<Difference> found = ComputedStyles.compare(List.of(pair), false).differences();
        assertTrue(found.contains(new Difference("x", 375, "p", "color", "rgb(0, 128, 0)", "rgb(255, 0, 0)")));
        assertTrue(found.contains(new Difference("x", 800, "p", "color", "rgb(0, 0, 0)", "rgb(255, 0, 0)")));
    }

    private static TreeSet<String> exceptions(boolean dark) throws IOException {
        TreeSet<String> exceptions = new TreeSet<>();
        for (String line : Files.readAllLines(EXCEPTIONS)) {
            if (!line.startsWith("#") && line.contains(dark ? "\tdark\t" : "\tlight\t")) {
                exceptions.add(line.substring(0, line.lastIndexOf('\t')));
            }
        }
        return exceptions;
    }

    /** Both go through the same conversion and rendering; only one of them is inlined. */
    private static Pair pair(String name, TemplateSource source, Map<String, Object> variables) throws Exception {
        CompiledTemplate inlined = TemplateCompiler.compile(source);
        CompiledTemplate plain = inlined.toBuilder()
                .setHtml(TemplateCompiler.converted(source.syntax(), source.html()))
                .build();
        TemplateRenderer renderer = new TemplateRenderer(new FakeTime());
        return new Pair(
                name,
                renderer.prepare(plain).render(variables).html(),
                renderer.prepare(inlined).render(variables).html());
    }

    /** Values that make every section appear. */
    private static Map<String, Object> shown(TemplateSource source) throws TemplateProblem {
        Map<String, Object> variables = new HashMap<>();
        for (TemplateVariable variable : TemplateCompiler.compile(source).getVariablesList()) {
            variables.put(variable.getName(), variable.getRequired() ? "a " + variable.getName() : List.of(Map.of()));
        }
        return variables;
    }
}
