package io.migomail.templates;

import io.migomail.core.MessageClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Templates to begin with, one for each kind of message the product is for. Stateless. */
public final class StarterTemplates {
    private StarterTemplates() {}

    /**
     * One of them.
     *
     * @param alias the name it is sent by
     * @param subject FreeMarker
     * @param html FreeMarker; the text part is derived
     * @param sample variables that show all of it, a JSON object
     * @param messageClass of sends that name none
     */
    public record Starter(String alias, String subject, String html, String sample, MessageClass messageClass) {
        /** As the compiler takes it. */
        public TemplateSource source() {
            return new TemplateSource(subject, html, "", Syntax.FREEMARKER);
        }
    }

    /** All of them, that of the product page first; compiled without a fault, or the build fails. */
    public static List<Starter> all() {
        return List.of(
                starter("otp-verification-v3", "${otp_code} is your verification code", MessageClass.CRITICAL),
                starter("order-confirmation", "Your order ${order_number}", MessageClass.HIGH),
                starter("password-reset", "Reset your password", MessageClass.CRITICAL),
                starter("shipping-notice", "Your order ${order_number} is on its way", MessageClass.NORMAL),
                starter("system-alert", "[${severity!\"alert\"}] ${alert_title}", MessageClass.CRITICAL),
                starter("welcome", "Welcome to ${product_name}", MessageClass.NORMAL));
    }

    private static Starter starter(String alias, String subject, MessageClass messageClass) {
        return new Starter(alias, subject, read(alias + ".html"), read(alias + ".json"), messageClass);
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
