package io.migomail.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The chart, rendered by Helm itself. */
public final class Chart {
    static final Path FOLDER = Path.of("../helm/migomail").toAbsolutePath().normalize();
    public static final String RELEASE = "rel";
    static final String NAMESPACE = "mail";

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
        return RENDERED.computeIfAbsent(name, n -> WithoutHooks.RENDERING.objects(values(n)));
    }

    /** All objects for these value files, with the hooks. */
    public static List<JsonNode> objects(Path... values) {
        return WithoutHooks.RENDERING.objects(values);
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
        return Rendering.nameOf(object);
    }

    /**
     * What Helm makes of the chart.
     *
     * @throws IllegalStateException with Helm's message where it refuses
     */
    static String template(Path... values) {
        return rendering(FOLDER).template(values);
    }

    static List<JsonNode> parse(String yaml) {
        return Rendering.parse(yaml);
    }

    static JsonNode read(Path yaml) {
        try {
            return YAML.readTree(yaml.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rendering rendering(Path chart) {
        return new Rendering(chart, RELEASE, NAMESPACE);
    }

    /** A copy of the chart whose hooks are ordinary objects. */
    private static final class WithoutHooks {
        static final Rendering RENDERING = copy();

        private static Rendering copy() {
            try {
                return rendering(FOLDER)
                        .withHooks(Files.createTempDirectory(
                                Files.createDirectories(Path.of("target").toAbsolutePath()), "without-hooks"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
