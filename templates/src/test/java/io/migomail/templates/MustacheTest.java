package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MustacheTest {
    private static final String DATA =
            "{\"name\":\"Ann & Bo\",\"html\":\"<b>x</b>\",\"zero\":0,\"empty\":\"\",\"no\":false,\"yes\":true,"
                    + "\"nil\":null,\"none\":[],\"nulls\":[null,1],\"nums\":[1,2,3],\"user\":{\"name\":\"Cy\",\"tags\":[\"t1\",\"t2\"]},"
                    + "\"items\":[{\"n\":\"A\",\"p\":1.50},{\"n\":\"B\",\"p\":2,\"name\":\"own\"}],\"pm:link\":\"L\",\"if\":\"kw\",\"a-b\":\"dash\"}";

    private static Rendered render(String html, String text) throws Exception {
        return new TemplateRenderer(new FakeTime())
                .prepare(TemplateCompiler.compile(new TemplateSource("s", html, text, Syntax.MUSTACHE)))
                .render(Variables.parse(DATA.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{{name}} {{ user.name }}|Ann &amp; Bo Cy",
                "{{html}}|&lt;b&gt;x&lt;/b&gt;",
                "{{{html}}} {{&html}}|<b>x</b> <b>x</b>",
                "{{zero}}{{yes}}{{no}}{{nums}}|0truefalse1,2,3",
                "{{pm:link}} {{if}} {{a-b}}|L kw dash",
                "{{! note }}{{!-- {{x}} --}}a|a",
                "{{#if yes}}Y{{else}}N{{/if}}{{#if no}}Y{{else}}N{{/if}}|YN",
                "{{#if zero}}Y{{/if}}{{#if empty}}Y{{/if}}{{#if none}}Y{{/if}}{{#if nil}}Y{{/if}}{{#if gone}}Y{{/if}}.|.",
                "{{#if no}}1{{else if yes}}2{{else}}3{{/if}}|2",
                "{{#if no}}1{{else if gone}}2{{else if zero}}3{{else}}4{{/if}}|4",
                "{{#unless no}}U{{/unless}}{{#unless yes}}U{{else}}E{{/unless}}|UE",
                "{{#each nums}}{{@index}}:{{this}}{{#unless @last}},{{/unless}}{{/each}}|0:1,1:2,2:3",
                "{{#each items}}{{n}}={{p}} {{name}};{{/each}}|A=1.50 Ann &amp; Bo;B=2 own;",
                "{{#each items}}{{this.n}}{{../name}}{{@root.user.name}}{{/each}}|AAnn &amp; BoCyBAnn &amp; BoCy",
                "{{#each none}}x{{else}}empty{{/each}}|empty",
                "{{#each user}}{{@key}},{{/each}}|name,tags,",
                "{{#nums}}<{{.}}>{{/nums}}|<1><2><3>",
                "{{#user}}{{name}} {{zero}} {{#tags}}{{.}}-{{name}} {{/tags}}{{/user}}|Cy 0 t1-Cy t2-Cy ",
                "{{#yes}}{{name}}{{/yes}}{{#no}}x{{/no}}{{#gone}}x{{/gone}}{{#empty}}x{{/empty}}|Ann &amp; Bo",
                "{{^no}}a{{/no}}{{^yes}}b{{/yes}}{{^none}}c{{/none}}{{^gone}}d{{/gone}}|acd",
                "{{#with user}}{{name}}{{/with}}|Cy",
                "{{#items}}{{#p}}{{n}}{{/p}}{{/items}}|AB",
                "{{#each items}}{{gone}}{{gone.deeper}}.{{/each}}|..",
                "a {{~name~}} b|aAnn &amp; Bob",
                "${name} [#if x] [/#list] [@m/] #{1} {name} }}|${name} [#if x] [/#list] [@m/] #{1} {name} }}"
            })
    void renders_as_mustache_and_handlebars_do(String template, String expected) throws Exception {
        assertEquals(expected, render(template, "").html());
    }

    @Test
    void null_elements_and_deep_sections_are_harmless() throws Exception {
        String open = "{{#user}}".repeat(15);
        assertEquals(
                "Cy", render("h", open + "{{name}}" + "{{/user}}".repeat(15)).text());
        assertEquals("<><1>", render("h", "{{#each nulls}}<{{this}}>{{/each}}").text());
    }

    @Test
    void text_is_not_escaped_and_raw_is_the_same() throws Exception {
        assertEquals(
                "Ann & Bo <b>x</b> <b>x</b>",
                render("h", "{{name}} {{html}} {{{html}}}").text());
    }

    @Test
    void lines_that_hold_only_block_tags_leave_nothing() throws Exception {
        assertEquals(
                "1\n2\n3\nend",
                render("h", "{{#each nums}}\n{{this}}\n{{/each}}\nend").text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a\\n {{#if x}}|unclosed_section|2|2",
                "{{/if}}|unexpected_end|1|1",
                "{{#if x}}{{/each}}|unexpected_end|1|10",
                "{{x|syntax_error|1|1",
                "{{> partial}}|include_not_usable|1|1",
                "{{> partial with}}|unsupported|1|1",
                "{{=<% %>=}}|unsupported|1|1",
                "{{#if (eq a b)}}x{{/if}}|unsupported|1|1",
                "{{#repeat 3}}x{{/repeat}}|unsupported|1|1",
                "{{format date}}|unsupported|1|1",
                "{{x\"y}}|unsupported|1|1",
                "{{x}y}}|unsupported|1|1",
                "{{@index}}|not_in_each|1|1",
                "{{else}}|syntax_error|1|1"
            })
    void faults_have_their_place_in_the_mustache_source(String template, String code, int line, int column) {
        TemplateProblem e = assertThrows(TemplateProblem.class, () -> render(template.replace("\\n", "\n"), ""));
        TemplateProblem.Fault fault = e.faults().get(0);
        assertEquals(code + " " + line + ":" + column, fault.code() + " " + fault.line() + ":" + fault.column());
    }
}
