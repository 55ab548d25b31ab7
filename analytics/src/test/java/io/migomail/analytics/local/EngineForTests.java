package io.migomail.analytics.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What tests that start an engine need: its library, or a skipped test, and folders that go away. */
public final class EngineForTests {
    private EngineForTests() {}

    /** The library; where it is missing, the test is skipped, and fails under {@code CI=true}. */
    public static Path library() {
        Map<String, String> environment = System.getenv();
        try {
            return EngineLibrary.locate(environment);
        } catch (EngineMissingException e) {
            if ("true".equals(environment.get("CI"))) {
                throw e;
            }
            String reason = "tests skipped: " + e.getMessage();
            System.out.println(reason); // the build's own report drops it
            return Assumptions.abort(reason);
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
