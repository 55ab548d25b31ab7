package io.migomail.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart, rendered by Helm itself. */
public final class Chart {
    static final Path FOLDER = Path.of("../helm/migomail").toAbsolutePath().normalize();
    public static final String RELEASE = "rel";
    static final String NAMESPACE = "mail";
    static final String KUBERNETES = "1.31.0";

    /** The value files that the checks go over: the tests' own, and those that the chart ships. */
    static final List<String> MATRIX =
            List.of("minimal", "full", "operator", "off", "values-small", "values-production");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path VALUES = FOLDER.resolveSibling("src/test/resources/values");
    private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** A value file of the matrix. */
    public static Path values(String name) {
        Path own = VALUES.resolve(name + ".yaml");
        return Files.exists(own) ? own : FOLDER.resolve(name + ".yaml");
    }

    /** All objects for a value file of the matrix, with the hooks, which {@code helm template} of this library leaves out. */
    static List<JsonNode> objects(String name) {
        return RENDERED.computeIfAbsent(name, n -> parse(run(WithoutHooks.FOLDER, values(n))));
    }

    /** All objects for these value files, with the hooks. */
    public static List<JsonNode> objects(Path... values) {
        return parse(run(WithoutHooks.FOLDER, values));
    }

    /** Objects of one kind. */
    static List<JsonNode> objects(String name, String kind) {
        return objects(name).stream()
                .filter(o -> o.path("kind").asText().equals(kind))
                .toList();
    }

    /** The object of this kind and name. */
    static JsonNode object(String name, String kind, String object) {
        return objects(name, kind).stream()
                .filter(o -> nameOf(o).equals(object))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + object + " in " + name));
    }

    public static String nameOf(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /**
     * What Helm makes of the chart.
     *
     * @throws IllegalStateException with Helm's message where it refuses
     */
    static String template(Path... values) {
        return run(FOLDER, values);
    }

    static List<JsonNode> parse(String yaml) {
        List<JsonNode> out = new ArrayList<>();
        try (var parser = new YAMLFactory().createParser(yaml)) {
            YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).forEachRemaining(node -> {
                if (node.isObject()) {
                    out.add(node);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    static JsonNode read(Path yaml) {
        try {
            return YAML.readTree(yaml.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(Path chart, Path... values) {
        var command = new Helm(chart)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES);
        for (Path file : values) {
            command.withValuesFile(file);
        }
        return command.call();
    }

    /** A copy of the chart whose hooks are ordinary objects. */
    private static final class WithoutHooks {
        static final Path FOLDER = copy();

        private static Path copy() {
            try {
                Path folder = Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "without-hooks");
                try (Stream<Path> files = Files.walk(Chart.FOLDER)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        Path to = folder.resolve(Chart.FOLDER.relativize(file));
                        Files.createDirectories(to.getParent());
                        String text = Files.readString(file);
                        Files.writeString(to, text.replace("helm.sh/hook", "hook"));
                    }
                }
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
