package io.migomail.mta.shaping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A data file of this package: first line {@code # version <n>}, then lines of tab-separated cells; {@code #} begins a
 * comment line.
 */
record Table(int version, List<List<String>> rows) {
    private static final String VERSION = "# version ";

    /** @throws IllegalStateException where the file is missing, has no version or a row of another width */
    static Table read(String resource, int columns) {
        try (InputStream in = Table.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), resource, columns);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }

    private static Table parse(BufferedReader lines, String name, int columns) throws IOException {
        String first = lines.readLine();
        if (first == null || !first.startsWith(VERSION)) {
            throw new IllegalStateException(name + " does not begin with its version");
        }
        List<List<String>> rows = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = List.of(line.split("\t", -1));
            if (cells.size() != columns) {
                throw new IllegalStateException(name + ": not " + columns + " cells: " + line);
            }
            rows.add(cells);
        }
        return new Table(Integer.parseInt(first.substring(VERSION.length()).trim()), List.copyOf(rows));
    }
}
