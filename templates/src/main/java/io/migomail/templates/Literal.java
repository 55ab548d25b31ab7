package io.migomail.templates;

/** Text that must come out of the template engine as it went in. */
final class Literal {
    private Literal() {}

    /** The text with everything that would be a tag or an interpolation written as a constant. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '$' && follows(text, i, "{")) {
                out.append("${\"$\"}");
            } else if (c == '[' && startsTag(text, i)) {
                out.append("${\"[\"}");
            } else if (c == '<' && follows(text, i, "#ftl")) {
                out.append("<${\"\"}"); // the engine knows this one tag in both kinds of brackets
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean startsTag(String text, int i) {
        return follows(text, i, "#") || follows(text, i, "@") || follows(text, i, "/#") || follows(text, i, "/@");
    }

    private static boolean follows(String text, int i, String what) {
        return text.startsWith(what, i + 1);
    }
}
