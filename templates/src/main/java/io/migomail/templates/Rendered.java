package io.migomail.templates;

/**
 * One rendering.
 *
 * @param subject one line without CR, LF or other controls
 * @param html empty if the template has no HTML
 * @param text never derived by the reader: already there
 */
public record Rendered(String subject, String html, String text) {}
