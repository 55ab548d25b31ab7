package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedTest {
    /** Every look at the clock takes a millisecond. */
    private static final class Ticking implements TimeSource {
        private long nanos;

        @Override
        public long wallMillis() {
            return 0;
        }

        @Override
        public long monotonicNanos() {
            nanos += 1_000_000;
            return nanos;
        }
    }

    /** So that bounds other than time are met first, however slow the machine is. */
    private static final TimeSource STILL = new FakeTime();

    private static Prepared prepare(String subject, String html, String text) throws Exception {
        return prepare(subject, html, text, STILL);
    }

    private static Prepared prepare(String subject, String html, String text, TimeSource time) throws Exception {
        return new TemplateRenderer(time)
                .prepare(TemplateCompiler.compile(new TemplateSource(subject, html, text, Syntax.FREEMARKER)));
    }

    private static RenderProblem problem(Prepared prepared, Map<String, Object> variables) {
        return assertThrows(RenderProblem.class, () -> prepared.render(variables));
    }

    private static Map<String, Object> json(String json) throws Exception {
        return Variables.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void values_are_escaped_in_html_and_literal_in_subject_and_text() throws Exception {
        Rendered rendered =
                prepare("${x}", "<p title=\"${x}\">${x}</p>", "${x}").render(Map.of("x", "<b>\"a\" & 'c' ${y} [#if]"));
        assertEquals("<b>\"a\" & 'c' ${y} [#if]", rendered.subject());
        assertEquals("<b>\"a\" & 'c' ${y} [#if]", rendered.text());
        String escaped = "&lt;b&gt;&quot;a&quot; &amp; &#39;c&#39; ${y} [#if]";
        assertEquals("<p title=\"" + escaped + "\">" + escaped + "</p>", rendered.html());
    }

    @Test
    void numbers_and_booleans_keep_their_form() throws Exception {
        String all = "${a} ${b} ${c} ${d} ${e} ${f}";
        Rendered rendered = prepare("s", all, all)
                .render(json(
                        "{\"a\":1234567,\"b\":5.00,\"c\":-0.1,\"d\":true,\"e\":123456789012345678901234,\"f\":0}"));
        assertEquals("1234567 5.00 -0.1 true 123456789012345678901234 0", rendered.text());
        assertEquals(rendered.text(), rendered.html());
    }

    @Test
    void a_subject_is_one_line_whatever_the_variables_hold() throws Exception {
        Prepared prepared = prepare("Hi ${x}", "h", "");
        assertEquals("Hi a Bcc: b c", prepared.subject(Map.of("x", "a\r\nBcc: b\n\r\n\u2028c\u0000")));
        RenderProblem e = assertThrows(RenderProblem.class, () -> prepared.subject(Map.of("x", "a".repeat(999))));
        assertEquals(RenderProblem.Code.RENDER_TOO_LARGE, e.code());
    }

    @Test
    void a_subject_alone_is_that_of_the_whole_and_its_loops_are_short() throws Exception {
        Prepared prepared = prepare("[#list 1..n as i]x[/#list] ${n}", "h", "");
        assertEquals(prepared.render(Map.of("n", 3)).subject(), prepared.subject(Map.of("n", 3)));
        RenderProblem e = assertThrows(RenderProblem.class, () -> prepared.subject(Map.of("n", 2001)));
        assertEquals(RenderProblem.Code.RENDER_TOO_LARGE, e.code());
        assertEquals(e.code(), problem(prepared, Map.of("n", 2001)).code());
    }

    @Test
    void missing_variables_are_named_with_a_pointer() throws Exception {
        Prepared prepared = prepare("${a}", "${b.c} ${d!\"-\"} [#if e??]${e}[/#if]", "");
        assertEquals(
                List.of(new Missing("/variables/a", "a"), new Missing("/variables/b/c", "b.c")),
                prepared.missing(Map.of("b", "not an object")));
        Map<String, Object> nulls = new HashMap<>();
        nulls.put("a", null);
        nulls.put("b", Map.of("c", "x"));
        assertEquals(List.of(new Missing("/variables/a", "a")), prepared.missing(nulls));
        RenderProblem e = problem(prepared, nulls);
        assertEquals("missing_variable", e.code().word());
        assertEquals("/variables/a", e.pointer());
        assertEquals("variable 'a' is missing", e.getMessage());
        assertEquals(List.of(), prepared.missing(Map.of("a", "", "b", Map.of("c", ""))));
    }

    @Test
    void a_property_missing_inside_a_loop_is_found_while_rendering() throws Exception {
        Prepared prepared = prepare("s", "[#list xs as x]${x.name}[/#list]", "");
        RenderProblem e = problem(prepared, Map.of("xs", List.of(Map.of("name", "a"), Map.of())));
        assertEquals("missing_variable", e.code().word());
        assertTrue(String.valueOf(e.getMessage()).contains("x.name"), e.getMessage());
    }

    @Test
    void a_value_of_the_wrong_kind_fails_without_showing_it() throws Exception {
        RenderProblem e = problem(prepare("s", "a\n${x}", ""), Map.of("x", Map.of("secret", "hunter2")));
        assertEquals("render_failed", e.code().word());
        assertEquals("the html cannot be rendered at line 2, column 3 (x)", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[#list 1..1000000000 as a][/#list]",
                "[#list 1..1000000000 as a][#list 1..1000000000 as b][#list 1..1000000000 as c][/#list][/#list][/#list]",
                "[#list 1.. as a][/#list]",
                "[#list 1.. as a][#continue][/#list]",
                "[#list 1..1000000000][#items as a][/#items][/#list]",
                "[#list xs as a][#list xs as b][/#list][/#list]",
                "[#list xs as a][#list xs as b]x[/#list][/#list]",
                "[#list 0..<xs?size*100000 as a][/#list]"
            })
    void loops_end(String html) throws Exception {
        RenderProblem e = problem(prepare("s", html, ""), Map.of("xs", Collections.nCopies(1000, "x")));
        assertEquals("render_too_large", e.code().word());
    }

    @Test
    void output_is_bounded() throws Exception {
        String big = "\u20ac".repeat(Limits.VARIABLES_BYTES / 3);
        RenderProblem e = problem(prepare("s", "[#list 1..1000 as i]${x}[/#list]", ""), Map.of("x", big));
        assertEquals("render_too_large", e.code().word());
        assertEquals(
                "render_too_large",
                problem(prepare("s", "${x}".repeat(50), ""), Map.of("x", big))
                        .code()
                        .word());
    }

    @Test
    void time_is_bounded_in_loops_in_output_and_in_look_ups() throws Exception {
        for (String html : List.of(
                "[#list 1..100000 as i][/#list]",
                "[#if a?? && b??].[/#if]\n".repeat(3000),
                "${\"x\"}\n".repeat(3000))) {
            Prepared prepared = prepare("s", html, "", new Ticking());
            assertEquals("render_timeout", problem(prepared, Map.of()).code().word());
        }
    }

    @Test
    void expensive_expressions_end_with_the_deadline() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            many.add("v" + i);
        }
        Prepared prepared = prepare("s", "[#if xs?seq_contains(\"w\")].[/#if]\n".repeat(2_000), "", TimeSource.SYSTEM);
        long begin = System.nanoTime();
        assertEquals(
                "render_timeout", problem(prepared, Map.of("xs", many)).code().word());
        assertTrue(System.nanoTime() - begin < 15_000_000_000L);
    }

    @Test
    void the_largest_allowed_growth_fits_in_memory() throws Exception {
        Map<String, Object> variables = Map.of("x", "\\".repeat(200_000));
        RenderProblem e = problem(prepare("s", "${(x+x+x)?js_string?js_string}".repeat(20), ""), variables);
        assertTrue(e.code() != RenderProblem.Code.RENDER_FAILED, e.code().word());
    }

    @Test
    void a_failure_leaves_the_prepared_template_usable() throws Exception {
        Prepared prepared = prepare("s", "[#list 1..n as i]x[/#list]", "");
        assertEquals(
                "render_too_large",
                problem(prepared, Map.of("n", 1_000_000_000)).code().word());
        assertEquals("xxx", prepared.render(Map.of("n", 3)).html());
    }

    @Test
    void one_prepared_template_serves_many_threads() throws Exception {
        Prepared prepared = prepare("${x}", "[#list 1..50 as i]<p>${x}</p>[/#list]", "");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Rendered>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String value = "v" + i;
                results.add(threads.submit(() -> prepared.render(Map.of("x", value))));
            }
            for (int i = 0; i < 200; i++) {
                assertEquals("v" + i, results.get(i).get().subject());
                assertEquals(
                        ("<p>v" + i + "</p>").repeat(50), results.get(i).get().html());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void rendering_an_otp_is_fast() throws Exception {
        Prepared prepared = new TemplateRenderer(STILL)
                .prepare(TemplateCompiler.compile(StarterTemplates.all().get(0).source()));
        Map<String, Object> variables = Map.of("otp_code", "123", "expires_min", 5, "user_name", "P");
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long begin = System.nanoTime();
            prepared.render(variables);
            best = Math.min(best, System.nanoTime() - begin);
        }
        assertTrue(best < 5_000_000, "best of 300: " + best + " ns");
    }
}
