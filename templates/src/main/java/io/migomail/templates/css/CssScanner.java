package io.migomail.templates.css;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits CSS without changing a byte of it (CSS Syntax Level 3, as far as blocks, strings, comments and brackets go):
 * a library's writer would normalise values and drop vendor hacks it does not know.
 */
final class CssScanner {
    /** A rule at the top level; the body is null for everything that is not "selectors { declarations }". */
    record Chunk(String text, String prelude, String body, boolean styleRule) {}

    private final String css;
    private int at;

    private CssScanner(String css) {
        this.css = css;
    }

    /** The rules of a style sheet in order; comments between them are dropped. */
    static List<Chunk> rules(String css) {
        CssScanner scanner = new CssScanner(css);
        List<Chunk> chunks = new ArrayList<>();
        while (scanner.skipBlank()) {
            chunks.add(scanner.rule());
        }
        return chunks;
    }

    /** Pieces between a separator that is outside strings, comments and brackets. */
    static List<String> split(String text, char separator) {
        CssScanner scanner = new CssScanner(text);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (scanner.at < text.length()) {
            if (text.charAt(scanner.at) == separator) {
                pieces.add(text.substring(from, scanner.at));
                from = ++scanner.at;
            } else {
                scanner.skipToken();
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    static String withoutComments(String text) {
        StringBuilder out = new StringBuilder();
        CssScanner scanner = new CssScanner(text);
        while (scanner.at < text.length()) {
            int from = scanner.at;
            boolean comment = text.startsWith("/*", from);
            scanner.step();
            if (!comment) {
                out.append(text, from, scanner.at);
            }
        }
        return out.toString();
    }

    private boolean skipBlank() {
        while (at < css.length()) {
            if (Character.isWhitespace(css.charAt(at))) {
                at++;
            } else if (css.startsWith("/*", at)) {
                step();
            } else if (css.startsWith("<!--", at)) {
                at += 4;
            } else if (css.startsWith("-->", at)) {
                at += 3;
            } else {
                return true;
            }
        }
        return false;
    }

    private Chunk rule() {
        int start = at;
        boolean atRule = css.charAt(at) == '@';
        while (at < css.length() && css.charAt(at) != '{' && !(atRule && css.charAt(at) == ';')) {
            step();
        }
        if (at >= css.length() || css.charAt(at) == ';') {
            at = Math.min(at + 1, css.length());
            return new Chunk(css.substring(start, at), "", "", false);
        }
        int open = at;
        skipToken();
        boolean closed = css.charAt(at - 1) == '}' && at - 1 > open;
        String body = css.substring(open + 1, closed ? at - 1 : at);
        return new Chunk(css.substring(start, at), css.substring(start, open), body, !atRule && body.indexOf('{') < 0);
    }

    /** Past one character, string, escape or comment. */
    private void step() {
        char c = css.charAt(at);
        if (css.startsWith("/*", at)) {
            int end = css.indexOf("*/", at + 2);
            at = end < 0 ? css.length() : end + 2;
        } else if (c == '"' || c == '\'') {
            at++;
            while (at < css.length() && css.charAt(at) != c) {
                at += css.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(at + 1, css.length());
        } else {
            at = Math.min(at + (c == '\\' ? 2 : 1), css.length());
        }
    }

    /** Past one step, or past a whole bracket. */
    private void skipToken() {
        int depth = 0;
        do {
            char c = css.charAt(at);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
            step();
        } while (depth > 0 && at < css.length());
    }
}
