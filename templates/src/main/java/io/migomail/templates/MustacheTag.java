package io.migomail.templates;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a Mustache source: literal text, or a tag.
 *
 * @param sigil 0 = literal text, v = escaped value, r = raw value, else the character after the braces: # ^ / ! > =
 * @param body the text, or what is between the braces, stripped
 */
record MustacheTag(char sigil, String body, int offset) {
    static final char TEXT = 0;
    static final char VALUE = 'v';
    static final char RAW = 'r';
    static final char UNCLOSED = '?';

    /** The pieces of a source, in order; ~ removes the white space on its side of a tag. */
    static List<MustacheTag> scan(String source) {
        List<MustacheTag> tags = new ArrayList<>();
        int at = 0;
        boolean trimNext = false;
        for (int open = source.indexOf("{{", at); open >= 0; open = source.indexOf("{{", at)) {
            boolean raw = source.startsWith("{{{", open);
            boolean comment = source.startsWith("{{!--", open) || source.startsWith("{{~!--", open);
            String close = raw ? "}}}" : comment ? "--}}" : "}}";
            int end = source.indexOf(close, open);
            if (end < 0) {
                tags.add(new MustacheTag(UNCLOSED, "", open));
                return tags;
            }
            String inside = source.substring(open + (raw ? 3 : 2), end);
            String text = source.substring(at, open);
            text = trimNext ? text.stripLeading() : text;
            tags.add(new MustacheTag(TEXT, inside.startsWith("~") ? text.stripTrailing() : text, at));
            trimNext = inside.endsWith("~");
            tags.add(tag(raw, inside, open));
            at = end + close.length();
        }
        String rest = source.substring(at);
        tags.add(new MustacheTag(TEXT, trimNext ? rest.stripLeading() : rest, at));
        return tags;
    }

    private static MustacheTag tag(boolean raw, String inside, int offset) {
        String body = inside.replaceFirst("^~", "").replaceFirst("~$", "").strip();
        if (raw) {
            return new MustacheTag(RAW, body, offset);
        } else if (body.startsWith("&")) {
            return new MustacheTag(RAW, body.substring(1).strip(), offset);
        } else if (!body.isEmpty() && "#^/!>=".indexOf(body.charAt(0)) >= 0) {
            return new MustacheTag(body.charAt(0), body.substring(1).strip(), offset);
        }
        return new MustacheTag(VALUE, body, offset);
    }
}
