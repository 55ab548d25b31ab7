package io.migomail.ingress.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula is told behind an apostrophe, which
 * the spreadsheet does not show. Not thread-safe.
 */
final class Csv {
    static final String TYPE = "text/csv; charset=utf-8";

    private static final String FORMULAS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
    private static final String SPECIAL = "[\\s\\S]*[\",\r\n][\\s\\S]*";

    private final StringBuilder out = new StringBuilder();

    Csv(List<String> columns) {
        line(columns);
    }

    /** One line of cells; numbers as they are. */
    void line(List<?> cells) {
        out.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    byte[] octets() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(Object value) {
        String text = value instanceof Number ? value.toString() : harmless(value.toString());
        return text.matches(SPECIAL) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
