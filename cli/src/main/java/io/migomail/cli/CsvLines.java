package io.migomail.cli;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180). Control characters are replaced as everywhere, so that an entry is one line, and a
 * cell that a spreadsheet would take for a formula is told behind an apostrophe, which the spreadsheet does not show. Stateless.
 */
final class CsvLines {
    private static final String FORMULAS = "=+-@\uff1d\uff0b\uff0d\uff20";

    private CsvLines() {}

    /** One line of cells, without its end. */
    static String of(List<String> cells) {
        return cells.stream().map(CsvLines::cell).collect(Collectors.joining(","));
    }

    private static String cell(String value) {
        String text = Out.plain(value);
        String harmless = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.contains(",") || harmless.contains("\"")
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
