package io.migomail.mail;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of other people against which ours are held. A missing one skips the test, or fails it where {@code CI=true}. */
public final class ForeignPeer {
    private ForeignPeer() {}

    /** What one run printed, standard error included, and its exit code. */
    public record Run(int code, String output) {}

    /** Skips or fails the test unless this command ends with 0. */
    public static void require(String debianPackage, String... command) {
        boolean present =
                Files.isExecutable(Path.of(command[0])) && run(List.of(command)).code() == 0;
        if (!present && "true".equals(System.getenv("CI"))) {
            fail("install " + debianPackage);
        }
        assumeTrue(present, "install " + debianPackage);
    }

    /** Runs a command to its end, at most two minutes. */
    public static Run run(List<String> command) {
        try {
            Path output = Files.createTempFile("peer", ".out");
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                fail(command.get(0) + " did not end within two minutes");
            }
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            Files.delete(output);
            return new Run(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
