package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.TemplatePiece;
import io.migomail.core.record.TemplateVariable;
import io.migomail.templates.TemplateProblem.Fault;
import io.migomail.testkit.FakeTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts and partials become part of a version when it is compiled. */
class PiecesTest {
    private final Map<String, Piece> published = new HashMap<>();
    private Syntax syntax = Syntax.FREEMARKER;

    private void publish(Kind kind, String alias, int version, String html, String text) {
        published.put(alias, new Piece(alias, version, source(kind, "", html, text, "")));
    }

    private TemplateSource source(Kind kind, String subject, String html, String text, String layout) {
        return new TemplateSource(subject, html, text, syntax, Locale.US, kind, layout);
    }

    private CompiledTemplate compile(String html, String text, String layout) throws TemplateProblem {
        return TemplateCompiler.compile(source(Kind.TEMPLATE, "s", html, text, layout), "mine", published::get);
    }

    private Fault fault(Kind kind, String alias, String html) {
        String subject = kind == Kind.TEMPLATE ? "s" : "";
        TemplateProblem problem = assertThrows(
                TemplateProblem.class,
                () -> TemplateCompiler.compile(source(kind, subject, html, "", ""), alias, published::get));
        return problem.faults().get(0);
    }

    private static Rendered render(CompiledTemplate compiled, Map<String, Object> variables) throws RenderProblem {
        return new TemplateRenderer(new FakeTime()).prepare(compiled).render(variables);
    }

    @Test
    void a_layout_stands_around_the_content_and_its_styles_are_inlined_there() throws Exception {
        publish(
                Kind.LAYOUT,
                "frame",
                3,
                "<style>p{color:red}</style><body>[#nested]<i>${footer!}</i></body>",
                "[#nested]\n-- ${company}");
        CompiledTemplate compiled = compile("<p>${a}</p>", "Hello ${a}", "frame");
        Rendered rendered = render(compiled, Map.of("a", "x", "company", "Co"));
        assertEquals("<body><p style=\"color: red\">x</p><i></i></body>", rendered.html());
        assertEquals("Hello x\n-- Co", rendered.text());
        assertEquals(
                List.of(TemplatePiece.newBuilder()
                        .setAlias("frame")
                        .setVersion(3)
                        .build()),
                compiled.getPiecesList());
        assertEquals(
                List.of("a", "footer", "company"),
                compiled.getVariablesList().stream()
                        .map(TemplateVariable::getName)
                        .toList());
    }

    @Test
    void a_part_that_the_layout_lacks_stands_alone() throws Exception {
        publish(Kind.LAYOUT, "frame", 1, "<b>[#nested]</b>", "");
        Rendered rendered = render(compile("x", "plain", "frame"), Map.of());
        assertEquals("<b>x</b>", rendered.html());
        assertEquals("plain", rendered.text());
        assertEquals("", render(compile("", "plain", "frame"), Map.of()).html());
    }

    @Test
    void partials_are_taken_in_each_with_its_version_and_loop_variables_reach_them() throws Exception {
        publish(Kind.PARTIAL, "row", 2, "<td>${r.name}[#include \"mark\"]</td>", "");
        publish(Kind.PARTIAL, "mark", 5, "!", "!");
        CompiledTemplate compiled = compile("[#list rows as r][#include 'row' /][/#list]", "", "");
        assertEquals(
                "<td>a!</td><td>b!</td>",
                render(compiled, Map.of("rows", List.of(Map.of("name", "a"), Map.of("name", "b"))))
                        .html());
        assertEquals(
                Map.of("row", 2, "mark", 5),
                Map.of(
                        compiled.getPieces(0).getAlias(), compiled.getPieces(0).getVersion(),
                        compiled.getPieces(1).getAlias(), compiled.getPieces(1).getVersion()));
    }

    @Test
    void a_version_stays_as_it_was_when_its_piece_changes() throws Exception {
        publish(Kind.PARTIAL, "foot", 1, "old", "");
        CompiledTemplate compiled = compile("[#include \"foot\"]", "", "");
        publish(Kind.PARTIAL, "foot", 2, "new", "");
        assertEquals("old", render(compiled, Map.of()).html());
        assertEquals(
                "new", render(compile("[#include \"foot\"]", "", ""), Map.of()).html());
    }

    @Test
    void mustache_has_layouts_and_partials_too() throws Exception {
        syntax = Syntax.MUSTACHE;
        publish(Kind.LAYOUT, "frame", 1, "<b>{{{@content}}}</b>{{> foot}}", "");
        publish(Kind.PARTIAL, "foot", 1, "<i>{{name}}</i>", "");
        CompiledTemplate compiled = compile("{{#rows}}{{> foot }}{{/rows}}{{! {{> none }}", "", "frame");
        assertEquals(
                "<b><i>a</i><i>root</i></b><i>root</i>",
                render(compiled, Map.of("name", "root", "rows", List.of(Map.of("name", "a"), Map.of())))
                        .html());
    }

    @Test
    void what_stands_in_comments_or_is_literal_is_no_inclusion() throws Exception {
        assertEquals(
                "[#include \"none\"]",
                render(
                                compile("[#-- [#include \"none\"] --][#noparse][#include \"none\"][/#noparse]", "", ""),
                                Map.of())
                        .html());
        syntax = Syntax.HTML;
        assertEquals(
                "[#include \"none\"]{{> none}}",
                render(compile("[#include \"none\"]{{> none}}", "", ""), Map.of())
                        .html());
    }

    @Test
    void circles_are_refused_with_their_names() {
        publish(Kind.PARTIAL, "a", 1, "[#include \"b\"]", "");
        publish(Kind.PARTIAL, "b", 1, "x\n  [#include \"mine\"]", "");
        publish(Kind.PARTIAL, "mine", 1, "x", "");
        Fault fault = fault(Kind.PARTIAL, "mine", "[#include \"a\"]");
        assertEquals("include_not_usable", fault.code());
        assertTrue(
                fault.message().contains("in b: partials include each other in a circle: mine, a, b, mine"),
                fault.message());
        assertEquals(2, fault.line());
        assertEquals(3, fault.column());
    }

    @Test
    void what_is_not_there_or_not_of_the_kind_or_syntax_is_refused() {
        publish(Kind.TEMPLATE, "whole", 1, "x", "");
        assertTrue(fault(Kind.TEMPLATE, "t", "[#include \"none\"]").message().contains("no published partial none"));
        assertTrue(
                fault(Kind.TEMPLATE, "t", "[#include \"whole\"]").message().contains("is a template, not a partial"));
        publish(Kind.PARTIAL, "text", 1, "", "x");
        assertTrue(fault(Kind.TEMPLATE, "t", "[#include \"text\"]").message().contains("has no html"));
        syntax = Syntax.MUSTACHE;
        publish(Kind.PARTIAL, "other", 1, "x", "");
        syntax = Syntax.FREEMARKER;
        assertTrue(fault(Kind.TEMPLATE, "t", "[#include \"other\"]").message().contains("is written in mustache"));
        TemplateProblem layout = assertThrows(TemplateProblem.class, () -> compile("x", "", "none"));
        assertEquals(
                "layout layout_not_usable: there is no published layout none",
                layout.faults().get(0).toString());
    }

    @Test
    void depth_number_and_size_are_bounded() {
        for (int i = 0; i < 7; i++) {
            publish(Kind.PARTIAL, "p" + i, 1, "[#include \"p" + (i + 1) + "\"]", "");
        }
        publish(Kind.PARTIAL, "p7", 1, "x", "");
        assertTrue(fault(Kind.TEMPLATE, "t", "[#include \"p0\"]").message().contains("5 deep"));
        publish(Kind.PARTIAL, "tiny", 1, "x", "");
        assertTrue(fault(Kind.TEMPLATE, "t", "[#include \"tiny\"]".repeat(Limits.TEMPLATE_PIECES + 1))
                .message()
                .contains("100 partials"));
        publish(Kind.PARTIAL, "big", 1, "x".repeat(Limits.TEMPLATE_BYTES / 8), "");
        assertTrue(fault(Kind.TEMPLATE, "t", "[#include \"big\"]".repeat(9))
                .message()
                .contains("bytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[#--", "[#noparse]", "[#include ", "[#include \"a\" ", "{{!", "{{> ", "{{{ ", "{{~"})
    void what_looks_like_inclusions_without_end_ends_soon(String piece) {
        String source = piece.repeat(400_000 / piece.length());
        for (Syntax each : List.of(Syntax.FREEMARKER, Syntax.MUSTACHE)) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> PieceTag.scan(each, source + " ".repeat(100_000)));
        }
    }

    @Test
    void a_layout_has_one_place_for_its_content_and_no_subject() {
        assertEquals("layout_content", fault(Kind.LAYOUT, "l", "<b></b>").code());
        assertEquals(
                "layout_content", fault(Kind.LAYOUT, "l", "[#nested][#nested]").code());
        assertEquals("syntax_error", fault(Kind.TEMPLATE, "t", "[#nested]").code());
        TemplateProblem subject = assertThrows(
                TemplateProblem.class, () -> TemplateCompiler.compile(source(Kind.PARTIAL, "s", "x", "", "")));
        assertEquals("not_allowed", subject.faults().get(0).code());
    }

    @Test
    void a_fault_is_told_at_its_place_in_the_source_as_written() {
        publish(Kind.PARTIAL, "lines", 1, "\n\n\n", "");
        Fault own = fault(Kind.TEMPLATE, "t", "[#include \"lines\"]x\n <b>${a?eval}");
        assertEquals(2, own.line());
        assertEquals(7, own.column());
        assertEquals("builtin_not_allowed", own.code());
    }
}
