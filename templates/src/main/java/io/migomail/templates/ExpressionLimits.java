package io.migomail.templates;

import io.migomail.templates.TemplateProblem.Fault;
import java.util.List;

/**
 * Bounds on the expressions of a source before it is parsed: the engine's parser looks ahead, and takes time exponential
 * in the nesting of defaults and quadratic in the length of chains and in the number of tags on one line. It need not be exact, as what the source may contain
 * is decided on the parsed tree; it errs towards refusing (brackets count inside strings too). One source, one thread.
 */
final class ExpressionLimits {
    static final int CHARS = 2000;
    private static final int NESTING = 12;
    private static final int BANGS = 5;
    private static final int PER_LINE = 300;

    private final Part part;
    private final String source;
    private int at;
    private boolean raw;

    private ExpressionLimits(Part part, String source) {
        this.part = part;
        this.source = source;
    }

    /** The first expression that exceeds a limit, or nothing. */
    static List<Fault> faults(Part part, String source) {
        return new ExpressionLimits(part, source).scan();
    }

    private List<Fault> scan() {
        int onLine = 0;
        while (at < source.length()) {
            int start = at;
            onLine = source.charAt(at) == '\n' ? 0 : onLine;
            if (source.startsWith("[#--", at)) {
                int end = source.indexOf("--]", at);
                at = end < 0 ? source.length() : end + 3;
                continue;
            }
            boolean interpolation = source.startsWith("${", at);
            boolean tag = source.startsWith("[#", at) || source.startsWith("[@", at);
            onLine += interpolation || tag || source.startsWith("[/#", at) ? 1 : 0;
            if (onLine > PER_LINE) {
                return List.of(fault(start, "a line may hold " + PER_LINE + " tags: break it"));
            }
            at += interpolation || tag ? 2 : 1;
            String why = interpolation || tag ? expression(start, interpolation ? '}' : ']') : "";
            if (!why.isEmpty()) {
                return List.of(fault(start, why));
            }
        }
        return List.of();
    }

    private Fault fault(int offset, String why) {
        int line =
                (int) source.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        int column = offset - source.lastIndexOf('\n', offset - 1);
        return new Fault(part.word(), line, column, "expression_too_large", why);
    }

    /** Moves past the expression; what is wrong with it, or empty. */
    private String expression(int start, char close) {
        int depth = 0; // as brackets stand outside strings: finds the end
        int nesting = 0; // of all brackets
        int bangs = 0;
        char quote = 0;
        for (; at < source.length(); at++) {
            char c = source.charAt(at);
            if (quote == 0 && depth == 0 && c == close) {
                at++;
                return "";
            } else if (at - start > CHARS) {
                return "an expression may have " + CHARS + " characters";
            } else if (source.startsWith("--", at)
                    && at > 0
                    && (source.charAt(at - 1) == '#' || source.charAt(at - 1) == '!')) {
                return "no comments inside of tags";
            }
            int step = opens(c) ? 1 : closes(c) ? -1 : 0;
            nesting = Math.max(0, nesting + step);
            bangs += c == '!' ? 1 : 0;
            if (nesting > NESTING || bangs > BANGS) {
                return "an expression may nest " + NESTING + " brackets and use ! " + BANGS + " times";
            }
            if (quote != 0) {
                at += c == '\\' && !raw ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
                raw = source.charAt(at - 1) == 'r';
            } else {
                depth += step;
            }
        }
        return "";
    }

    private static boolean opens(char c) {
        return c == '(' || c == '[' || c == '{';
    }

    private static boolean closes(char c) {
        return c == ')' || c == ']' || c == '}';
    }
}
