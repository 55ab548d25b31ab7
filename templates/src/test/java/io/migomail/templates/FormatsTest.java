package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    private static final String VARIABLES = "{\"day\":\"2026-11-27\",\"at\":\"2026-11-27T23:05:00Z\",\"local\":"
            + "\"2026-11-27T14:05\",\"clock\":\"14:05\",\"n\":1234567.5,\"text\":\"1234.50\",\"share\":0.256,\"code\":\"EUR\"}";

    private static String render(String text, String locale) throws Exception {
        TemplateSource source = new TemplateSource("s", "", text, Syntax.FREEMARKER, Locale.forLanguageTag(locale));
        Prepared prepared = new TemplateRenderer(new FakeTime()).prepare(TemplateCompiler.compile(source));
        // spaces of several widths stand between number and sign
        return prepared.render(Variables.parse(VARIABLES.getBytes(StandardCharsets.UTF_8)))
                .text()
                .replaceAll("[\\u00a0\\u202f]", " ");
    }

    private static String fault(String text) {
        TemplateProblem problem = assertThrows(
                TemplateProblem.class,
                () -> TemplateCompiler.compile(new TemplateSource("s", "", text, Syntax.FREEMARKER)));
        return problem.faults().get(0).code();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format_date(day)|en-US|Nov 27, 2026",
                "format_date(day, \"long\")|de|27. November 2026",
                "format_date(at, \"full\")|en-GB|Friday, 27 November 2026",
                "format_date(at, \"long\", \"Europe/Berlin\")|de|28. November 2026",
                "format_date(day, \"dd.MM.yyyy\")|en-US|27.11.2026",
                "format_time(clock)|de|14:05",
                "format_time(at, \"short\", \"America/New_York\")|en-US|6:05 PM",
                "format_datetime(local)|de|27.11.2026, 14:05",
                "format_datetime(at, \"short\", \"Asia/Kolkata\")|en-GB|28/11/2026, 04:35",
                "format_number(n)|en-US|1,234,567.5",
                "format_number(n, 2)|de|1.234.567,50",
                "format_number(text, 0)|fr|1 235",
                "format_currency(text, \"EUR\")|de|1.234,50 €",
                "format_currency(text, \"USD\")|en-US|$1,234.50",
                "format_currency(text, \"JPY\")|ja|￥1,235",
                "format_currency(n, code)|en-GB|€1,234,567.50",
                "format_percent(share)|en-US|26%",
                "format_percent(share, 1)|de|25,6 %",
                "n|de|1234567.5",
                "n?string(\",##0.00\")|de|1.234.567,50"
            })
    void values_are_written_as_the_locale_does(String expression, String locale, String expected) throws Exception {
        assertEquals(expected, render("${" + expression + "}", locale));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format_date()|argument_not_allowed",
                "format_date(day, style)|argument_not_allowed",
                "format_date(day, \"nonsense\")|argument_not_allowed",
                "format_date(day, \"long\", \"Mars/Olympus\")|argument_not_allowed",
                "format_date(day, \"long\", zone)|argument_not_allowed",
                "format_number(n, 10)|argument_not_allowed",
                "format_currency(n)|argument_not_allowed",
                "format_currency(n, \"ZZZ\")|argument_not_allowed",
                "format_date|expression_not_allowed",
                "format_date?size|expression_not_allowed",
                "other(day)|call_not_allowed"
            })
    void what_cannot_be_formatted_is_refused_when_it_is_saved(String expression, String code) {
        assertEquals(code, fault("${" + expression + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format_date(code)",
                "format_datetime(day)",
                "format_number(code)",
                "format_currency(n, text)",
                "format_date(n)"
            })
    void a_value_that_is_no_date_or_number_ends_the_rendering(String expression) {
        RenderProblem problem = assertThrows(RenderProblem.class, () -> render("${" + expression + "}", "en-US"));
        assertEquals(RenderProblem.Code.RENDER_FAILED, problem.code());
    }

    @Test
    void a_format_function_needs_its_value() throws Exception {
        Prepared prepared = new TemplateRenderer(new FakeTime())
                .prepare(TemplateCompiler.compile(
                        new TemplateSource("s", "", "${format_date(day)}", Syntax.FREEMARKER)));
        assertEquals(List.of(new Missing("/variables/day", "day")), prepared.missing(Map.of()));
    }
}
