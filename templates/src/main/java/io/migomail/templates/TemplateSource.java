package io.migomail.templates;

import java.util.Locale;

/**
 * A template as its author wrote it; an empty text means that the text part is derived from the rendered HTML.
 *
 * @param subject one line; empty for layouts and partials
 * @param html may be empty if there is a text
 * @param text may be empty if there is HTML
 * @param locale writes dates, numbers and amounts
 * @param layout alias of the layout around it, or empty
 */
public record TemplateSource(
        String subject, String html, String text, Syntax syntax, Locale locale, Kind kind, String layout) {
    /** A template without a layout. */
    public TemplateSource(String subject, String html, String text, Syntax syntax, Locale locale) {
        this(subject, html, text, syntax, locale, Kind.TEMPLATE, "");
    }

    /** A template without a layout, in American English. */
    public TemplateSource(String subject, String html, String text, Syntax syntax) {
        this(subject, html, text, syntax, Locale.US);
    }
}
