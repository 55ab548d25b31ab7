package io.migomail.templates;

/**
 * A template as its author wrote it; an empty text means that the text part is derived from the rendered HTML.
 *
 * @param subject one line
 * @param html may be empty if there is a text
 * @param text may be empty if there is HTML
 */
public record TemplateSource(String subject, String html, String text, Syntax syntax) {}
