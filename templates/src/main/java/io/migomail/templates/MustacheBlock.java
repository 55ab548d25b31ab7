package io.migomail.templates;

/**
 * An open block of a Mustache template.
 *
 * @param name what its end tag must say
 * @param kind how it was opened
 * @param variable loop variable, empty where the block brings no context of its own
 * @param value the expression that was looked at
 * @param closing FreeMarker tags that end it
 */
record MustacheBlock(String name, Kind kind, String variable, String value, String closing, int offset) {
    /** Ways to open a block. */
    enum Kind {
        IF,
        SECTION,
        EACH,
        WITH,
        INVERTED
    }

    boolean hasContext() {
        return !variable.isEmpty();
    }

    MustacheBlock afterElse(String tags) {
        return new MustacheBlock(name, kind, "", value, tags, offset);
    }
}
