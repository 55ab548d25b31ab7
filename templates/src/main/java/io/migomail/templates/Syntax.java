package io.migomail.templates;

import java.util.Locale;

/** The language a template's source is written in. */
public enum Syntax {
    /** FreeMarker with square-bracket tags and <code>${variable}</code>. */
    FREEMARKER,
    /** Mustache, with the block helpers of Handlebars. */
    MUSTACHE,
    /** Everything is literal; no variables. */
    HTML;

    /** The word used in the API and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The syntax of that word; throws IllegalArgumentException for any other word. */
    public static Syntax of(String word) {
        for (Syntax syntax : values()) {
            if (syntax.word().equals(word)) {
                return syntax;
            }
        }
        throw new IllegalArgumentException("unknown syntax '" + word + "', must be one of: freemarker, mustache, html");
    }
}
