package io.migomail.bench.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.HostPort;
import io.migomail.testkit.process.Child;
import io.migomail.testkit.process.Scratch;
import io.migomail.testkit.process.UpCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./migomail cluster} as a user types it.
 *
 * @param home folder of the checkout
 */
public record ClusterCommands(Scratch scratch, Path home, Map<String, String> settings) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final Duration STOP = Duration.ofSeconds(5);

    /** Runs one to its end; what it says on standard output, read as JSON. */
    public JsonNode run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("migomail").toString(), "cluster"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        new UpCommand(home, settings).environment(builder.environment());
        Path said = scratch.folder().resolve("cluster-" + words[0] + ".json");
        Child child = scratch.start("cluster-" + words[0], builder.redirectOutput(said.toFile()), STOP);
        if (!child.process().waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            child.end();
            throw new IOException("cluster " + String.join(" ", words) + " took longer than " + LONGEST);
        }
        if (child.process().exitValue() != 0) {
            throw new IOException("cluster " + String.join(" ", words) + ": " + child.lastWords());
        }
        return Files.size(said) == 0 ? JSON.createObjectNode() : JSON.readTree(Files.readAllBytes(said));
    }

    /** How the first account is reached at an ingress node, from 0, by the line that {@code up --json} prints. */
    public static Access access(JsonNode ready, int node) {
        return new Access(
                URI.create(ready.path("http").path(node).asText()),
                HostPort.parse(ready.path("smtp").path(node).asText()),
                ready.path("account").asText(),
                ready.path("live_key").asText(),
                ready.path("from").asText(),
                Path.of(ready.path("ca").asText()));
    }
}
