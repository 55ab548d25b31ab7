package io.migomail.bench.sizing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A table of figures, one a line: name, value, unit, {@code measured} or {@code assumed}, and where it is from, with tabs
 * between. Lines that begin with {@code #} are comments.
 */
final class Coefficients {
    private static final int COLUMNS = 5;

    private final Map<String, Row> rows;
    private final Set<String> untouched;

    /** @param source date, machine and command of what was measured; the reason for what was not */
    record Row(String name, double value, String unit, boolean measured, String source) {}

    private Coefficients(Map<String, Row> rows) {
        this.rows = rows;
        this.untouched = new TreeSet<>(rows.keySet());
    }

    /** @throws IllegalArgumentException where a line is none of the table's */
    static Coefficients parse(List<String> lines) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Row row = row(line);
                if (rows.put(row.name(), row) != null) {
                    throw new IllegalArgumentException(row.name() + " stands there twice");
                }
            }
        }
        return new Coefficients(rows);
    }

    /** A table that lies beside the class. */
    static List<String> lines(String resource) {
        try (@Nullable InputStream in = Coefficients.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS || columns[4].isBlank()) {
            throw new IllegalArgumentException("not name, value, unit, measured or assumed, source: " + line);
        }
        boolean measured = columns[3].equals("measured");
        if (!measured && !columns[3].equals("assumed")) {
            throw new IllegalArgumentException("neither measured nor assumed: " + line);
        }
        return new Row(columns[0], number(columns[1], line), columns[2], measured, columns[4]);
    }

    private static double number(String word, String line) {
        try {
            double value = Double.parseDouble(word);
            if (value >= 0 && !Double.isInfinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + line, e);
        }
        throw new IllegalArgumentException("below 0 or without end: " + line);
    }

    /** All rows, in the order of the table. */
    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** @throws IllegalArgumentException where it is missing or in another unit */
    double take(String name, String unit) {
        Row row = rows.get(name);
        if (row == null) {
            throw new IllegalArgumentException("missing: " + name + ", in " + unit);
        }
        if (!row.unit().equals(unit)) {
            throw new IllegalArgumentException(name + " is wanted in " + unit + ", not in " + row.unit());
        }
        untouched.remove(name);
        return row.value();
    }

    /** The three figures {@code name.fixed}, {@code name.kib} and {@code name.template}. */
    Cost cost(String name, String unit) {
        return new Cost(
                take(name + ".fixed", unit + "/message"),
                take(name + ".kib", unit + "/KiB"),
                take(name + ".template", unit + "/message"));
    }

    /** @throws IllegalArgumentException where the table has a figure that nobody took */
    void allTaken() {
        if (!untouched.isEmpty()) {
            throw new IllegalArgumentException("the model does not know: " + String.join(", ", untouched));
        }
    }
}
