package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The npm package {@code standardwebhooks}: from {@code MIGO_TEST_NPM}, else installed into a folder of the test. */
final class WebhookPeer {
    private static final String PACKAGE = "standardwebhooks";
    private static final String VERIFY = """
            const { Webhook } = require('standardwebhooks');
            const request = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
            try {
              new Webhook(request.secret).verify(request.body, request.headers);
              console.log('verified');
            } catch (e) { console.log('refused: ' + e.message); }
            """;

    private final Path folder;

    /** Skips the test where there is no peer; fails it under CI. */
    WebhookPeer(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
        Files.writeString(folder.resolve("verify.js"), VERIFY);
        if (!given() && !installed()) {
            assertFalse("true".equals(System.getenv("CI")), "npm cannot install " + PACKAGE);
            abort("npm cannot install " + PACKAGE);
        }
    }

    /** What it says of a request: {@code verified} or {@code refused: …}. */
    String verdict(String secret, Subscriber.Request request) throws IOException, InterruptedException {
        Path file = folder.resolve("request.json");
        new ObjectMapper()
                .writeValue(
                        file.toFile(),
                        java.util.Map.of("secret", secret, "body", request.body(), "headers", request.headers()));
        return run(List.of("node", "verify.js", file.toString()));
    }

    private boolean given() throws IOException {
        String modules = System.getenv("MIGO_TEST_NPM");
        if (modules == null || !Files.isDirectory(Path.of(modules, PACKAGE))) {
            return false;
        }
        Files.createSymbolicLink(folder.resolve("node_modules"), Path.of(modules));
        return true;
    }

    private boolean installed() throws InterruptedException {
        try {
            return !run(Stream.of("npm install --silent --no-audit --no-fund --ignore-scripts standardwebhooks@1.1.1"
                                    .split(" "))
                            .toList())
                    .startsWith("exit ");
        } catch (IOException e) {
            return false;
        }
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(180, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String text = Files.readString(output).strip();
        return ended && process.exitValue() == 0 ? text : "exit " + process.exitValue() + ": " + text;
    }
}
