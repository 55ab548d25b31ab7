package io.migomail.faults.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A command of the machine. */
final class Tool {
    private Tool() {}

    /** Runs it to its end. @throws IOException where there is none, or with what it said where it failed */
    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }
}
