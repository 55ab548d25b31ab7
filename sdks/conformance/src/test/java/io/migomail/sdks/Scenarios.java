package io.migomail.sdks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What all libraries are tried in. */
final class Scenarios {
    /** The repository. */
    static final Path ROOT = root();

    private Scenarios() {}

    private static Path root() {
        Path dir = Path.of("").toAbsolutePath();
        while (!Files.exists(dir.resolve("migomail"))) {
            dir = dir.getParent();
        }
        return dir;
    }

    /** Those of the list. */
    static List<JsonNode> written() throws IOException {
        List<JsonNode> out = new ArrayList<>();
        new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(ROOT.resolve("sdks/conformance/scenarios.json").toFile())
                .forEach(out::add);
        return out;
    }

    /** One for each method: it asks for what the document says. */
    static List<JsonNode> ofOperations() throws IOException {
        return io.migomail.sdks.generate.OperationScenarios.all();
    }
}
