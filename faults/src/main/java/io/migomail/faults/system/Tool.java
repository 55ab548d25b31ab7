package io.migomail.faults.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A command of the machine, or of ours. */
final class Tool {
    private Tool() {}

    /** Class path of the product's own processes. */
    static String classes(Path home) throws IOException {
        Path target = home.resolve("standalone/target");
        return target.resolve("migomail-standalone-0.1.0.jar") + ":"
                + Files.readString(target.resolve("dependencies.txt")).strip();
    }

    /** Runs it to its end. @throws IOException where there is none, or with what it said where it failed */
    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }
}
