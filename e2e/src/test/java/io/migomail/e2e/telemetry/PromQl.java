package io.migomail.e2e.telemetry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of PromQL names. It knows the words of the language and no more of its grammar than what tells a
 * metric from a label; brackets must close.
 */
final class PromQl {
    private static final Set<String> WORDS = Set.of(
            "sum",
            "max",
            "min",
            "avg",
            "count",
            "topk",
            "rate",
            "increase",
            "deriv",
            "absent",
            "histogram_quantile",
            "and",
            "or",
            "unless",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "bool",
            "offset");
    private static final Pattern LABELS =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^()]*)\\)");
    private static final Pattern MATCHER = Pattern.compile("\\s*([a-z_]+)\\s*(=~|!~|!=|=)\\s*\"[^\"]*\"\\s*");
    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_:.])[A-Za-z_:][A-Za-z0-9_:]*");
    private static final Pattern RANGE = Pattern.compile("\\[([0-9]+[smhd]|\\$__rate_interval)]");

    /** The metrics that are read. */
    final Set<String> metrics = new LinkedHashSet<>();

    /** The labels that are asked for. */
    final Set<String> labels = new LinkedHashSet<>();

    /** @throws IllegalArgumentException where the expression cannot be one */
    PromQl(String expression) {
        balanced(expression);
        String left = expression;
        Matcher braces = Pattern.compile("\\{([^{}]*)}").matcher(left);
        while (braces.find()) {
            for (String each : braces.group(1).split(",(?=\\s*[a-z_]+\\s*[=!])")) {
                Matcher matcher = MATCHER.matcher(each);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException("no matcher: " + each + " in " + expression);
                }
                labels.add(matcher.group(1));
            }
        }
        left = braces.replaceAll("");
        Matcher grouping = LABELS.matcher(left);
        while (grouping.find()) {
            for (String label : grouping.group(2).split(",")) {
                if (!label.isBlank()) {
                    labels.add(label.strip());
                }
            }
        }
        left = LABELS.matcher(left).replaceAll(" ");
        left = RANGE.matcher(left).replaceAll(" ");
        Matcher name = NAME.matcher(left);
        while (name.find()) {
            if (!WORDS.contains(name.group())) {
                metrics.add(name.group());
            }
        }
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("nothing is read: " + expression);
        }
    }

    private static void balanced(String expression) {
        Deque<Character> open = new ArrayDeque<>();
        boolean text = false;
        for (char c : expression.toCharArray()) {
            if (c == '"') {
                text = !text;
            } else if (!text && "([{".indexOf(c) >= 0) {
                open.push(")]}".charAt("([{".indexOf(c)));
            } else if (!text && ")]}".indexOf(c) >= 0 && (open.isEmpty() || open.pop() != c)) {
                throw new IllegalArgumentException("brackets: " + expression);
            }
        }
        if (text || !open.isEmpty()) {
            throw new IllegalArgumentException("something does not close: " + expression);
        }
    }
}
