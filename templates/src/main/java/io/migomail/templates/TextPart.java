package io.migomail.templates;

import org.jsoup.Jsoup;

/** The text part of a message, from its HTML. */
public final class TextPart {
    private TextPart() {}

    /** Plain text of the HTML; never fails, empty for empty HTML. */
    public static String fromHtml(String html) {
        return Jsoup.parse(html).wholeText().strip();
    }
}
