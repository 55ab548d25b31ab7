package io.migomail.templates;

import java.util.Locale;

/** What a source is for. */
public enum Kind {
    /** Is sent. */
    TEMPLATE,
    /** Stands around a template, whose content takes the place of its {@code [#nested]} or <code>{{{@content}}}</code>. */
    LAYOUT,
    /** Stands within others of the same syntax: {@code [#include "alias"]} or <code>{{> alias}}</code>. */
    PARTIAL;

    /** The word used in the API and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word; throws IllegalArgumentException for any other word. */
    public static Kind of(String word) {
        for (Kind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown kind '" + word + "', must be one of: template, layout, partial");
    }
}
