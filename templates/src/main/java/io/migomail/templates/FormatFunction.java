package io.migomail.templates;

import freemarker.core.SyntaxNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The functions that print dates, numbers and amounts as the version's locale does. The value comes first; what says how
 * stands in the template itself, so that it is checked when a version is saved. Only a currency may be a variable.
 */
enum FormatFunction {
    /** (ISO-8601 date or date-time, style or pattern = medium, time zone = its own) */
    DATE("format_date", 3),
    /** (ISO-8601 time or date-time, style or pattern = short, time zone = its own) */
    TIME("format_time", 3),
    /** (ISO-8601 date-time, style or pattern = medium, time zone = its own) */
    DATETIME("format_datetime", 3),
    /** (number, decimals = as it has) */
    NUMBER("format_number", 2),
    /** (amount, ISO 4217 code) */
    CURRENCY("format_currency", 2),
    /** (share of one, decimals = 0) */
    PERCENT("format_percent", 2);

    private static final int PATTERN_CHARS = 40;

    private final String word;
    private final int most;

    FormatFunction(String word, int most) {
        this.word = word;
        this.most = most;
    }

    /** The function of that name, or null. */
    static @Nullable FormatFunction of(String name) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The function that a call calls, or null. */
    static @Nullable FormatFunction called(SyntaxNode callee) {
        return callee.is("Identifier") ? of(callee.text()) : null;
    }

    boolean isTemporal() {
        return this == DATE || this == TIME || this == DATETIME;
    }

    /** Why those arguments are not allowed, or empty. */
    String faultOfCall(List<SyntaxNode> arguments) {
        if (arguments.isEmpty() || arguments.size() > most || (this == CURRENCY && arguments.size() < 2)) {
            return "does not take " + arguments.size() + " arguments";
        }
        List<SyntaxNode> how = arguments.subList(1, arguments.size());
        if (this == CURRENCY) {
            SyntaxNode code = how.get(0);
            return isLiteral(code) && Formats.currency(code.text()) == null ? "knows no currency " + code.text() : "";
        } else if (!isTemporal()) {
            return how.isEmpty() || isDecimals(how.get(0)) ? "" : "takes 0 to 9 decimals, as a literal";
        }
        if (!how.isEmpty() && !isStyle(how.get(0))) {
            return "takes short, medium, long, full or a pattern, as a literal of up to " + PATTERN_CHARS
                    + " characters";
        }
        return how.size() < 2 || isZone(how.get(1)) ? "" : "takes a time zone such as \"Europe/Berlin\", as a literal";
    }

    private static boolean isLiteral(SyntaxNode node) {
        return node.is("StringLiteral") && node.constant();
    }

    private static boolean isDecimals(SyntaxNode node) {
        return node.is("NumberLiteral") && node.text().matches("[0-9]");
    }

    private boolean isStyle(SyntaxNode node) {
        if (!isLiteral(node) || node.text().isBlank() || node.text().length() > PATTERN_CHARS) {
            return false;
        }
        try {
            Formats.formatter(this, node.text(), Locale.US);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isZone(SyntaxNode node) {
        try {
            return isLiteral(node) && ZoneId.of(node.text()) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
