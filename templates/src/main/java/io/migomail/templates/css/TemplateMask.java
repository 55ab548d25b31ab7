package io.migomail.templates.css;

import java.util.ArrayList;
import java.util.List;

/**
 * Where directives and interpolations stand in a FreeMarker source that has already been parsed without error, so that
 * HTML and CSS can be read around them. Immutable.
 */
final class TemplateMask {
    private static final char INTERPOLATION_FILL = '\uE000';
    private static final String NO_PARSE = "[#noparse]";
    private static final String END_NO_PARSE = "[/#noparse]";

    /** A stretch of the source; end exclusive. */
    record Span(int start, int end, boolean directive) {
        boolean within(int from, int to) {
            return start >= from && end <= to;
        }
    }

    private final String source;
    private final List<Span> spans;
    private final String tokenStart;

    TemplateMask(String source) {
        this.source = source;
        this.spans = List.copyOf(scan(source));
        StringBuilder token = new StringBuilder("fmx");
        while (source.contains(token)) {
            token.append('q');
        }
        this.tokenStart = token.toString();
    }

    /** The source with every span blanked, each character in its place: what an HTML parser is given. */
    String blanked() {
        char[] chars = source.toCharArray();
        for (Span span : spans) {
            for (int i = span.start(); i < span.end(); i++) {
                chars[i] = span.directive() ? ' ' : INTERPOLATION_FILL;
            }
        }
        return new String(chars);
    }

    boolean hasDirectives() {
        return spans.stream().anyMatch(Span::directive);
    }

    boolean hasDirectives(int from, int to) {
        return spans.stream().anyMatch(span -> span.directive() && span.start() < to && span.end() > from);
    }

    /** A piece of the source whose spans are replaced by identifiers, which {@link #restore} turns back. */
    String tokenised(int from, int to) {
        StringBuilder out = new StringBuilder();
        int at = from;
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (span.within(from, to)) {
                out.append(source, at, span.start())
                        .append(tokenStart)
                        .append(i)
                        .append('z');
                at = span.end();
            }
        }
        return out.append(source, at, to).toString();
    }

    boolean hasToken(String text) {
        return text.contains(tokenStart);
    }

    String restore(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int next = text.indexOf(tokenStart); next >= 0; next = text.indexOf(tokenStart, at)) {
            int end = text.indexOf('z', next);
            Span span = spans.get(Integer.parseInt(text.substring(next + tokenStart.length(), end)));
            out.append(text, at, next).append(source, span.start(), span.end());
            at = end + 1;
        }
        return out.append(text, at, text.length()).toString();
    }

    private static List<Span> scan(String source) {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < source.length()) {
            int end = i + 1;
            if (source.startsWith("[#--", i)) {
                end = after(source, "--]", i);
                spans.add(new Span(i, end, true));
            } else if (source.startsWith(NO_PARSE, i)) {
                spans.add(new Span(i, i + NO_PARSE.length(), true));
                end = after(source, END_NO_PARSE, i);
                spans.add(new Span(end - END_NO_PARSE.length(), end, true));
            } else if (startsTag(source, i)) {
                end = endOfExpression(source, i + 1, ']');
                spans.add(new Span(i, end, true));
            } else if (source.startsWith("${", i)) {
                end = endOfExpression(source, i + 2, '}');
                spans.add(new Span(i, end, false));
            }
            i = end;
        }
        return spans;
    }

    private static boolean startsTag(String source, int i) {
        return source.startsWith("[#", i)
                || source.startsWith("[/#", i)
                || source.startsWith("[@", i)
                || source.startsWith("[/@", i);
    }

    private static int after(String source, String what, int from) {
        int found = source.indexOf(what, from);
        return found < 0 ? source.length() : found + what.length();
    }

    private static int endOfExpression(String source, int from, char close) {
        int depth = 0;
        int i = from;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (c == close && depth == 0) {
                return i + 1;
            } else if (c == '"' || c == '\'') {
                i = endOfString(source, i, isRaw(source, i));
                continue;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
            i++;
        }
        return source.length();
    }

    private static boolean isRaw(String source, int quote) {
        return quote > 1
                && source.charAt(quote - 1) == 'r'
                && !Character.isJavaIdentifierPart(source.charAt(quote - 2));
    }

    private static int endOfString(String source, int quote, boolean raw) {
        int i = quote + 1;
        while (i < source.length() && source.charAt(i) != source.charAt(quote)) {
            i += !raw && source.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, source.length());
    }
}
