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
import java.util.stream.Stream;

/**
 * A chart as Helm itself renders it, without a cluster. Thread-safe.
 *
 * @param chart its folder
 * @param release name of the release
 */
public record Rendering(Path chart, String release, String namespace) {
    /** The version of Kubernetes that is asked about in templates. */
    public static final String KUBERNETES = "1.31.0";

    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * What Helm makes of the chart with these value files, the last of which wins; hooks are left out.
     *
     * @throws IllegalStateException with Helm's message where it refuses
     */
    public String template(Path... values) {
        var command = new Helm(chart)
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(KUBERNETES);
        for (Path file : values) {
            command.withValuesFile(file);
        }
        return command.call();
    }

    /** The same as objects. */
    public List<JsonNode> objects(Path... values) {
        return parse(template(values));
    }

    /**
     * The same chart with its hooks as ordinary objects.
     *
     * @param into a folder for the copy, which is the caller's to delete
     */
    public Rendering withHooks(Path into) throws IOException {
        try (Stream<Path> files = Files.walk(chart)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = into.resolve(chart.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replace("helm.sh/hook", "hook"));
            }
        }
        return new Rendering(into, release, namespace);
    }

    /** Every object of a stream of YAML documents. */
    public static List<JsonNode> parse(String yaml) {
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

    /** The name of an object. */
    public static String nameOf(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
