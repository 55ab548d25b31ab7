package io.migomail.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * An image as the build writes it, in the form of {@code docker save}.
 *
 * @param files of all layers by their paths, which begin with a slash
 */
record ImageTar(JsonNode config, Map<String, Tar.Entry> files) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("../../target/images");

    static ImageTar of(String name) throws IOException {
        Map<String, Tar.Entry> parts;
        try (InputStream in =
                new BufferedInputStream(Files.newInputStream(FOLDER.resolve("migomail-" + name + ".tar")))) {
            parts = Tar.read(in).stream().collect(Collectors.toMap(Tar.Entry::name, Function.identity()));
        }
        JsonNode manifest = JSON.readTree(parts.get("manifest.json").content()).path(0);
        Map<String, Tar.Entry> files = new TreeMap<>();
        for (JsonNode layer : manifest.path("Layers")) {
            byte[] packed = parts.get(layer.asText()).content();
            Tar.read(new GZIPInputStream(new ByteArrayInputStream(packed)))
                    .forEach(entry -> files.put("/" + entry.name().replaceFirst("^/|/$", ""), entry));
        }
        return new ImageTar(
                JSON.readTree(parts.get(manifest.path("Config").asText()).content()), files);
    }

    /** What the configuration says of a container. */
    JsonNode container() {
        return config.path("config");
    }

    /** Paths of the jars. */
    List<String> jars() {
        return files.keySet().stream().filter(path -> path.endsWith(".jar")).toList();
    }

    JsonNode json(String path) throws IOException {
        return JSON.readTree(files.get(path).content());
    }
}
