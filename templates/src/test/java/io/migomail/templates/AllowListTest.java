package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.templates.TemplateProblem.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
    private static List<Fault> faults(String html) {
        TemplateSource source = new TemplateSource("s", html, "", Syntax.FREEMARKER);
        return assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThrows(TemplateProblem.class, () -> TemplateCompiler.compile(source))
                        .faults());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "[#assign ex=\"freemarker.template.utility.Execute\"?new()]${ex(\"id\")}",
                "[#assign s = x][#assign s = s + s]",
                "[#assign s]x[/#assign]",
                "[#global s = 1]",
                "[#macro m][@m/][/#macro][@m/]",
                "[#macro m][#local a=1][/#macro]",
                "[#function f(n)][#return f(n)][/#function]${f(1)}",
                "[#include \"/etc/passwd\"]",
                "[#import \"lib.ftl\" as l]",
                "[@x/]",
                "[#attempt]${x}[#recover]y[/#attempt]",
                "[#noautoesc]${x}[/#noautoesc]",
                "[#autoesc]${x}[/#autoesc]",
                "[#outputformat \"plainText\"]${x}[/#outputformat]",
                "[#setting number_format=\"0\"]",
                "[#setting locale=\"de\"]",
                "[#compress]x[/#compress]",
                "[#stop]",
                "[#flush]",
                "[#visit x]",
                "[#recurse x]",
                "[#transform x]y[/#transform]",
                "[#ftl output_format=\"plainText\"]${x}",
                "\n [#ftl auto_esc=false]${x}",
                "[#ftl]",
                "${x?api.getClass()}",
                "${x?eval}",
                "${x?eval_json}",
                "${x?interpret}",
                "[#assign t=x?interpret][@t/]",
                "${x?replace(\"a\", y)}",
                "${x?replace(\"(a+)+$\", \"\", \"r\")}",
                "${x?matches(\"(a+)+$\")?c}",
                "${x?split(\"(a+)+$\", \"r\")?size}",
                "${x?keep_before(\"(a+)+$\", \"r\")}",
                "${x?left_pad(1000000000)}",
                "${x?right_pad(1000000000)}",
                "${x?center(1000000000)}",
                "${(1..1000000000)?join(\",\")}",
                "${xs?join(y)}",
                "${xs?join(\"012345678\")}",
                "${n?string(y)}",
                "${n?string[y]}",
                "${n?string[\"\" + y]}",
                "${n?string(\"000000000000000000000000000000000\")}",
                "${xs?chunk(1000000000, 1)?size}",
                "${xs?map(x -> x)?size}",
                "${xs?filter(x -> true)?size}",
                "${x?number}",
                "${x?absolute_template_name}",
                "${x?with_args([])()}",
                "${x?markup_string}",
                "${x?has_api?c}",
                "${x?is_macro?c}",
                "${x?datetime}",
                "${x()}",
                "${x.y(1)}",
                "${x.getClass().forName(\"java.lang.Runtime\")}",
                "${.data_model.x}",
                "${.vars[\"x\"]}",
                "${.main.x}",
                "${.template_name}",
                "${.now}",
                "${.get_optional_template(\"x\").exists?c}",
                "[#list 1.. as i]x[/#list]${(1..)?first}",
                "${123456789012345678901234567890}",
                "${\"${x?eval}\"}",
                "${{\"a\": x?eval}.a}",
                "${[x?eval][0]}",
                "${(x?eval)!\"a\"}",
                "[#if (x?eval)??]a[/#if]",
                "[#list x?eval as y]a[/#list]",
                "[#switch x?eval][#case 1]a[/#switch]",
                "[#switch x][#case y?eval]a[/#switch]",
                "[#switch x][#on y?eval]a[/#switch]",
                "${xs[(x?eval)..2]?size}",
                "${x?then(y?eval, 1)}",
                "${-(x?eval)}",
                "${x?js_string?js_string?js_string}",
                "${x?contains(y?eval)?c}"
            })
    void what_is_not_on_the_list_is_refused_with_its_place(String html) {
        Fault fault = faults(html).get(0);
        assertEquals("html", fault.part());
        assertTrue(fault.line() > 0 && fault.column() > 0, fault.toString());
    }

    @Test
    void the_place_is_that_of_the_source() {
        Fault fault = faults("<p>\n\t  ${x?upper_case}${x?eval}").get(0);
        assertEquals("builtin_not_allowed", fault.code());
        assertEquals("?eval is not allowed in templates", fault.message());
        assertEquals(List.of(2, 21), List.of(fault.line(), fault.column()));
        assertEquals(3, faults("${a?eval}\n${b?api}\n[@c/]").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${x?upper_case}${x?trim?cap_first}${x!\"d\"}${(a.b)!}${x[0..3]}${x?url}${x?no_esc}",
                "[#if x?? && y?has_content || !z??]a[#elseif n gt 3]b[#else]c[/#if]",
                "[#list xs as x]${x?index}${x.name}[#sep], [/#sep][#else]none[/#list]",
                "[#list xs][#items as x]${x?counter}[/#items][/#list]",
                "[#list h as k, v]${k}=${v}[#if v?is_last][#break][/#if][/#list]",
                "[#list 1..5 as i]*[/#list]",
                "[#switch s][#case \"a\"]A[#break][#default]D[/#switch]",
                "[#switch s][#on \"a\", \"b\"]A[#default]D[/#switch]",
                "[#-- comment --][#noparse]${x}[/#noparse][#t][#lt][#rt][#nt]",
                "${n?string(\"0.00\")}${n?string[\"0.00\"]}${n?round}${(n*100/3)?int}${b?string(\"yes\", \"no\")}${b?c}",
                "${xs?join(\", \", \"-\", \".\")}${xs?size}${xs?first}${xs?sort_by(\"a\")?size}",
                "${b?then(x, y)}${\"${x} and ${y}\"}${[1,2]?size}${{\"a\":1}.a}"
            })
    void what_templates_need_is_allowed(String html) throws Exception {
        TemplateCompiler.compile(new TemplateSource("s", html, "", Syntax.FREEMARKER));
    }

    @Test
    void growth_by_repetition_is_refused() {
        assertEquals(
                "expression_too_large",
                faults("${" + "x+".repeat(129) + "x}").get(0).code().replace("too_deep", "expression_too_large"));
        String balanced = "x";
        for (int i = 0; i < 8; i++) {
            balanced = "(" + balanced + "+" + balanced + ")";
        }
        assertEquals(
                "expression_too_large", faults("${" + balanced + "}").get(0).code());
        assertEquals(
                "expression_too_large",
                faults("${\"" + "${x}".repeat(129) + "\"}").get(0).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "!", "-", "x[", "{\"a\":", "x?then(", "\"${", "x!(", "x.y["})
    void deep_nesting_of_expressions_ends_with_a_fault(String open) {
        faults("${" + open.repeat(400_000 / open.length()) + "}");
        faults("${" + open.repeat(100) + "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[#if a]", "[#list a as b]", "[#if a][#else]", "[#switch a][#case 1]"})
    void deep_nesting_of_directives_ends_with_a_fault(String open) {
        String end = open.contains("list") ? "[/#list]" : open.contains("switch") ? "[/#switch]" : "[/#if]";
        assertEquals(
                "too_deep",
                faults((open + "\n").repeat(5_000) + (end + "\n").repeat(5_000))
                        .get(0)
                        .code());
        faults(open.repeat(20_000));
    }

    @Test
    void long_chains_end_with_a_fault() {
        assertEquals(
                "expression_too_large",
                faults("${x" + "+x".repeat(100_000) + "}").get(0).code());
        assertEquals(
                "expression_too_large",
                faults("${x" + "?trim".repeat(50_000) + "}").get(0).code());
        assertEquals(
                "expression_too_large",
                faults("${x" + ".y".repeat(100_000) + "}").get(0).code());
    }

    @Test
    void a_dense_line_is_refused_before_it_is_parsed() {
        assertEquals(
                "expression_too_large",
                faults("[#if a].[/#if]".repeat(10_000)).get(0).code());
    }

    @Test
    void sizes_and_empty_parts_are_faults() {
        assertEquals("too_large", faults("x".repeat(600_000)).get(0).code());
        TemplateProblem e = assertThrows(
                TemplateProblem.class, () -> TemplateCompiler.compile(new TemplateSource(" ", "", " ", Syntax.HTML)));
        assertEquals(
                List.of("required", "required"),
                e.faults().stream().map(Fault::code).toList());
        e = assertThrows(
                TemplateProblem.class,
                () -> TemplateCompiler.compile(new TemplateSource("a\r\nBcc: x", "h", "", Syntax.HTML)));
        assertEquals("line_break", e.faults().get(0).code());
    }

    @Test
    void faults_of_all_parts_are_reported_together() {
        TemplateProblem e = assertThrows(
                TemplateProblem.class,
                () -> TemplateCompiler.compile(new TemplateSource("${a?eval}", "${b", "[#if c]", Syntax.FREEMARKER)));
        assertEquals(
                List.of("subject", "html", "text"),
                e.faults().stream().map(Fault::part).toList());
    }
}
