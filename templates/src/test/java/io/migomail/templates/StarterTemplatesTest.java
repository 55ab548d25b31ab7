package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.TemplateVariable;
import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StarterTemplatesTest {
    private static final String VARIABLES = "{\"otp_code\":\"847 291\",\"expires_min\":5,\"user_name\":\"Priya <b>\"}";

    @Test
    void the_example_of_the_product_page_renders() throws Exception {
        StarterTemplates.Starter otp = StarterTemplates.all().get(0);
        assertEquals("otp-verification-v3", otp.alias());
        CompiledTemplate compiled = TemplateCompiler.compile(otp.source());
        assertEquals(
                List.of("otp_code", "expires_min", "user_name"),
                compiled.getVariablesList().stream()
                        .filter(TemplateVariable::getRequired)
                        .map(TemplateVariable::getName)
                        .toList());

        Map<String, Object> variables = Variables.parse(VARIABLES.getBytes(StandardCharsets.UTF_8));
        Prepared prepared = new TemplateRenderer(new FakeTime()).prepare(compiled);
        Rendered rendered = prepared.render(variables);
        assertEquals("847 291 is your verification code", rendered.subject());
        assertTrue(rendered.html().contains("Hi Priya &lt;b&gt;,"), rendered.html());
        assertTrue(rendered.html().contains("<strong>5 minutes</strong>"));
        assertTrue(rendered.text().contains("847 291"), rendered.text());
        assertTrue(rendered.text().contains("Hi Priya <b>,"), rendered.text());
        assertFalse(rendered.html().contains("${"));
    }

    static List<StarterTemplates.Starter> all() {
        return StarterTemplates.all();
    }

    @Test
    void there_is_one_for_each_kind_of_message() {
        assertEquals(
                Set.of(
                        "otp-verification-v3",
                        "order-confirmation",
                        "password-reset",
                        "shipping-notice",
                        "system-alert",
                        "welcome"),
                all().stream().map(StarterTemplates.Starter::alias).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void its_sample_fills_all_of_it(StarterTemplates.Starter starter) throws Exception {
        CompiledTemplate compiled = TemplateCompiler.compile(starter.source());
        Map<String, Object> sample = Variables.parse(starter.sample().getBytes(StandardCharsets.UTF_8));
        Set<String> known = compiled.getVariablesList().stream()
                .map(TemplateVariable::getName)
                .collect(Collectors.toSet());
        assertTrue(known.containsAll(sample.keySet()), known.toString());
        Rendered rendered =
                new TemplateRenderer(new FakeTime()).prepare(compiled).render(sample);
        for (Object value : sample.values()) {
            assertTrue(!(value instanceof String text) || rendered.html().contains(text), value.toString());
        }
        assertTrue(
                rendered.text().contains(rendered.subject()) || rendered.text().length() > 200, rendered.text());
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_required_is_enough(StarterTemplates.Starter starter) throws Exception {
        CompiledTemplate compiled = TemplateCompiler.compile(starter.source());
        Map<String, Object> sample =
                new HashMap<>(Variables.parse(starter.sample().getBytes(StandardCharsets.UTF_8)));
        sample.keySet()
                .removeIf(name -> compiled.getVariablesList().stream()
                        .anyMatch(v -> v.getName().equals(name) && !v.getRequired()));
        String html = new TemplateRenderer(new FakeTime())
                .prepare(compiled)
                .render(sample)
                .html();
        assertFalse(html.contains("Questions?"), html);
    }

    @ParameterizedTest
    @MethodSource("all")
    void it_is_fit_for_outlook_phones_and_dark_mode(StarterTemplates.Starter starter) throws Exception {
        String html = TemplateCompiler.compile(starter.source()).getHtml();
        assertTrue(html.contains("<!--[if mso]>") && html.contains("width=\"560\""), html);
        assertTrue(html.contains("@media only screen and (max-width: 480px)"), html);
        assertTrue(html.contains("@media (prefers-color-scheme: dark)"), html);
        assertTrue(html.contains(":root { color-scheme: light dark;"), html);
        assertTrue(html.contains("bgcolor=\"#ffffff\""), html);
        int sheet = html.indexOf("  <style>");
        assertTrue(html.indexOf("</style>", sheet) - sheet < 8_192, "Gmail drops a larger style element");
    }
}
