package io.migomail.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Templates every new application begins with. Stateless. */
public final class StarterTemplates {
    private StarterTemplates() {}

    /**
     * One of them.
     *
     * @param alias the name it is sent by
     * @param subject FreeMarker
     * @param html FreeMarker; the text part is derived
     */
    public record Starter(String alias, String subject, String html) {
        /** As the compiler takes it. */
        public TemplateSource source() {
            return new TemplateSource(subject, html, "", Syntax.FREEMARKER);
        }
    }

    /** All of them; compiled without a fault, or the build fails. */
    public static List<Starter> all() {
        return List.of(new Starter(
                "otp-verification-v3", "${otp_code} is your verification code", read("otp-verification-v3.html")));
    }

    private static String read(String name) {
        try (InputStream in = StarterTemplates.class.getResourceAsStream("starter/" + name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
