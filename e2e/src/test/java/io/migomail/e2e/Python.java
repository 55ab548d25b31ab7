package io.migomail.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The system's Python as a foreign peer; where it or a module is missing the test is skipped, and fails under CI. */
final class Python {
    private static final String INTERPRETER = "/usr/bin/python3";
    private static final int SECONDS = 120;

    private Python() {}

    /** Skips the test outside CI where the interpreter or one of these modules is not installed. */
    static void require(String... modules) throws IOException, InterruptedException {
        boolean there = new File(INTERPRETER).canExecute()
                && (modules.length == 0
                        || start("import " + String.join(", ", modules)).status() == 0);
        if (!there && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("not installed: " + INTERPRETER + " with " + String.join(", ", modules));
        }
        if (!there) {
            throw new AssertionError("CI needs " + INTERPRETER + " with " + String.join(", ", modules));
        }
    }

    /** Output of a program that ends well. */
    static String run(String program, String... arguments) throws IOException, InterruptedException {
        require();
        Ended ended = start(program, arguments);
        if (ended.status() != 0) {
            throw new AssertionError("python ended with " + ended.status() + ": " + ended.output());
        }
        return ended.output();
    }

    private record Ended(int status, String output) {}

    private static Ended start(String program, String... arguments) throws IOException, InterruptedException {
        Path script = Files.createTempFile("peer", ".py");
        Path output = Files.createTempFile("peer", ".out");
        try {
            Files.writeString(script, program);
            List<String> command = new ArrayList<>(List.of(INTERPRETER, script.toString()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("python did not end within " + SECONDS + " s: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(script);
            Files.delete(output);
        }
    }
}
