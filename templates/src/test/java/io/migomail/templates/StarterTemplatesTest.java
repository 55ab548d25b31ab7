package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.TemplateVariable;
import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
                        .map(TemplateVariable::getName)
                        .toList());
        assertTrue(compiled.getVariablesList().stream().allMatch(TemplateVariable::getRequired));

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
}
