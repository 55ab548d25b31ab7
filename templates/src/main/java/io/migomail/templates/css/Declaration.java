package io.migomail.templates.css;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One declaration; the value as written, without its importance. */
record Declaration(String property, String value, boolean important) {
    private static final Pattern IMPORTANT = Pattern.compile("!\\s*important\\s*\\z", Pattern.CASE_INSENSITIVE);

    /** The declarations of a block or a style attribute; what has no colon is left out, as browsers do. */
    static List<Declaration> parse(String block) {
        List<Declaration> declarations = new ArrayList<>();
        for (String piece : CssScanner.split(CssScanner.withoutComments(block), ';')) {
            int colon = piece.indexOf(':');
            if (colon > 0 && !piece.substring(0, colon).isBlank()) {
                declarations.add(of(piece.substring(0, colon).strip(), piece.substring(colon + 1)));
            }
        }
        return declarations;
    }

    private static Declaration of(String name, String value) {
        String property = name.startsWith("--") ? name : name.toLowerCase(Locale.ROOT);
        Matcher important = IMPORTANT.matcher(value);
        return important.find()
                ? new Declaration(
                        property, value.substring(0, important.start()).strip(), true)
                : new Declaration(property, value.strip(), false);
    }

    String css() {
        return property + ": " + value;
    }
}
