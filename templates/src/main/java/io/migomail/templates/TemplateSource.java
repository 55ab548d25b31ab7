package io.migomail.templates;

import java.util.Locale;

/**
 * A template as its author wrote it; an empty text means that the text part is derived from the rendered HTML.
 *
 * @param subject one line
 * @param html may be empty if there is a text
 * @param text may be empty if there is HTML
 * @param locale writes dates, numbers and amounts
 */
public record TemplateSource(String subject, String html, String text, Syntax syntax, Locale locale) {
    /** In American English. */
    public TemplateSource(String subject, String html, String text, Syntax syntax) {
        this(subject, html, text, syntax, Locale.US);
    }
}
