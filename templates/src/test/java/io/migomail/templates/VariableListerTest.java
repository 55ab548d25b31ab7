package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.record.CompiledTemplate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableListerTest {
    private static String variables(String html, Syntax syntax) throws Exception {
        CompiledTemplate compiled = TemplateCompiler.compile(new TemplateSource("s", html, "", syntax));
        return compiled.getVariablesList().stream()
                .map(variable -> variable.getName() + (variable.getRequired() ? "" : "?"))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "${a}${b.c}${d[\"e\"].f}${a?upper_case}|a b.c d.e.f",
                "${a!}${b!\"x\"}${(c.d)!}${e.f!}|a? b? c.d? e.f? e",
                "${a!b}${(a!b)!c}|a? b c",
                "[#if a??]${a}${b}[/#if]|a? b",
                "[#if a??]x[/#if]${a}|a",
                "[#if a?has_content && a.b??]${a.b}${a.c}[/#if]|a? a.b? a.c?",
                "[#if !a??]none[#else]${a}[/#if]|a?",
                "[#if a == \"x\"]${b}[#elseif c??]${c}[/#if]|a b c?",
                "[#list xs as x]${x.name}${y}[/#list]${x}|xs y x",
                "[#list xs! as x]${x}[#else]${z}[/#list]|xs? z",
                "[#list h as k, v]${k}${v.a}[/#list]|h",
                "[#list xs][#items as x]${x}[/#items][/#list]|xs",
                "[#switch a][#case b]${c}[#default]${d}[/#switch]|a b c d",
                "${a???then(a, b)}|a? b",
                "${xs[0].name}${xs[i]}|xs i",
                "${\"hello ${a} ${b!}\"}|a b?",
                "${n?string(\"0\")}${xs?join(\",\")}|n xs",
                "<a href=\"${u}?q=${q?url}\">|u q"
            })
    void freemarker(String html, String expected) throws Exception {
        assertEquals(expected, variables(html, Syntax.FREEMARKER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{{a}} {{{b.c}}} {{&d}}|a b.c d",
                "{{#if a}}{{a}}{{b}}{{else}}{{c}}{{/if}}|a? b c",
                "{{#unless a}}{{b}}{{else}}{{a}}{{/unless}}|a? b",
                "{{#a}}{{b}}{{/a}}{{^c}}{{d}}{{/c}}|a? c? d",
                "{{#each xs}}{{this}}{{name}}{{@index}}{{@root.r}}{{/each}}|xs? r",
                "{{a}}{{#if a}}x{{/if}}|a"
            })
    void mustache(String html, String expected) throws Exception {
        assertEquals(expected, variables(html, Syntax.MUSTACHE));
    }

    @Test
    void the_second_operand_of_or_knows_what_the_first_denied() throws Exception {
        assertEquals("a?", variables("[#if !a?? || a == \"x\"]y[/#if]", Syntax.FREEMARKER));
    }

    @Test
    void html_has_none() throws Exception {
        assertEquals("", variables("${a} {{b}} [#if c]", Syntax.HTML));
    }

    @Test
    void all_parts_count_and_required_wins() throws Exception {
        CompiledTemplate compiled =
                TemplateCompiler.compile(new TemplateSource("${a!}", "${b}", "${a}", Syntax.FREEMARKER));
        assertEquals(2, compiled.getVariablesCount());
        assertEquals(true, compiled.getVariables(0).getRequired());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "${a}|a scalar",
                "${a!\"x\"}${b!5}${c!}${(d.e)!true}|a string \"x\",b number 5,c scalar,d.e boolean true",
                "[#list xs as x]${x}[/#list]${ys?size}|xs list,ys list",
                "[#if a]x[/#if][#if !b]x[/#if][#if c && d??]x[/#if]|a boolean,b boolean,c boolean,d scalar",
                "${a * 2}[#if b > 3]x[/#if][#if c == \"x\"]x[/#if]|a number,b number,c string",
                "${a?upper_case}${b?round}|a string,b number",
                "${format_date(a)}${format_currency(b, c)}|a date,b number,c scalar",
                "${a.b}[#if a??]x[/#if]|a.b scalar,a object",
                "${a!\"say \\\"hi\\\"\"}|a string \"say \\\"hi\\\"\"",
                "${a!\"x\"}${a}|a string"
            })
    void types_and_defaults(String html, String expected) throws Exception {
        CompiledTemplate compiled = TemplateCompiler.compile(new TemplateSource("s", html, "", Syntax.FREEMARKER));
        assertEquals(
                expected,
                compiled.getVariablesList().stream()
                        .map(v -> (v.getName() + " " + v.getType() + " " + v.getDefaultValue()).strip())
                        .collect(Collectors.joining(",")));
    }
}
