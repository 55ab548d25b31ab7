package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Setting;
import io.migomail.testkit.FakeTime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the guides do what they say: each guide's are run in order, by a shell. */
class GuidesTest {
    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern COMMANDS = Pattern.compile("^```sh\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    /** A command that is refused ends the script. */
    private static final String STRICT = "set -euo pipefail\ncurl() { command curl --fail-with-body \"$@\"; }\n";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    @TempDir
    private Path folder;

    static Stream<String> guides() throws IOException {
        try (Stream<Path> files = Files.list(Root.path().resolve("docs/guides"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !commands(name).isEmpty())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static String commands(String guide) {
        try {
            return COMMANDS.matcher(Files.readString(Root.path().resolve("docs/guides/" + guide)))
                    .results()
                    .map(block -> block.group(1))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void itsCommandsAreTaken(String guide) throws Exception {
        for (String tool : List.of("bash", "curl", "jq", "openssl")) {
            if (!onPath(tool) && !"true".equals(System.getenv("CI"))) {
                Assumptions.abort("not installed: " + tool);
            }
        }
        // Nobody listens there.
        api.dns.hosts.put("hooks.yourapp.com", "127.0.0.1");
        api.time.stepWall(Duration.between(FakeTime.START, Instant.now()));
        try (Ingress node = api.another(Setting.MIGO_ALLOW_PRIVATE_WEBHOOKS, "true")) {
            run(commands(guide).replace("http://127.0.0.1:8080", "http://127.0.0.1:" + node.start()));
        }
    }

    private void run(String commands) throws Exception {
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", STRICT + commands)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(said.toFile());
        builder.environment().put("KEY", api.first.liveKey());
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
            assertEquals(0, process.exitValue(), Files.readString(said));
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
