package io.migomail.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The chart's values: their defaults with comments, and their schema. */
final class Values {
    private static final Pattern COMMENT = Pattern.compile(" *# -- (.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9]+):.*");

    private Values() {}

    static JsonNode schema() {
        try {
            return new ObjectMapper()
                    .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode defaults() {
        return Chart.read(Chart.FOLDER.resolve("values.yaml"));
    }

    /** The comment of each value that is a line of its own, by path as in {@code kafka.tls.enabled}; empty where it has none. */
    static Map<String, String> comments() {
        Map<String, String> out = new LinkedHashMap<>();
        List<String> path = new ArrayList<>();
        String comment = "";
        for (String line : lines(Chart.FOLDER.resolve("values.yaml"))) {
            Matcher said = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (said.matches()) {
                comment = said.group(1);
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                path = new ArrayList<>(path.subList(0, depth));
                path.add(key.group(2));
                out.put(String.join(".", path), comment);
                comment = "";
            }
        }
        return out;
    }

    /** The schema of a value; a reference is followed. */
    static JsonNode schema(JsonNode root, JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }

    /** The schema of a value by its path. */
    static JsonNode schemaOf(JsonNode root, String path) {
        JsonNode at = root;
        for (String name : path.split("\\.")) {
            at = schema(root, at).path("properties").path(name);
        }
        return at;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
