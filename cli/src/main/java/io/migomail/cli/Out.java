package io.migomail.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints answers. What others wrote, as subjects and replies of mail servers, cannot command the terminal. */
final class Out {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    Out(PrintStream out) {
        this.out = out;
    }

    /** A line of text. */
    void line(String text) {
        out.println(plain(text));
        out.flush();
    }

    /** JSON on one line. */
    void json(JsonNode node) {
        try {
            out.println(JSON.writeValueAsString(node));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IOException where it is none */
    static JsonNode parse(byte[] json) throws IOException {
        return JSON.readTree(json);
    }

    /** Rows below their headings, each column as wide as its widest cell. */
    void table(List<String> headings, List<List<String>> rows) {
        int[] widths = new int[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    headings.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        row(headings, widths);
        rows.forEach(row -> row(row, widths));
    }

    private void row(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(cell);
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - cell.length() + 2));
            }
        }
        line(line.toString().stripTrailing());
    }

    /** Parts that are there, with this between them. */
    static String join(String between, @Nullable String... parts) {
        return Arrays.stream(parts)
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(between));
    }

    /** What it says, empty for null. */
    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Without control characters, C0, DEL and C1, of which terminals take commands. */
    static String plain(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
