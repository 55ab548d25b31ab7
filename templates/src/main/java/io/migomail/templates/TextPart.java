package io.migomail.templates;

import io.migomail.templates.text.HtmlToText;

/**
 * The text part of a message, from its HTML: paragraphs, lists, table rows as lines, links as <code>text (url)</code>;
 * nothing that HTML hides. Thread-safe.
 */
public final class TextPart {
    /** Mail programs cut a message off long before; what is hostile must end soon. */
    private static final int CHARS = 1_000_000;

    private TextPart() {}

    /** Plain text with LF line ends for the HTML (its first million characters); empty for empty HTML. */
    public static String fromHtml(String html) {
        if (html.isBlank()) {
            return "";
        }
        return HtmlToText.convert(html.length() > CHARS ? html.substring(0, CHARS) : html);
    }
}
