package io.migomail.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the whole repository, wherever in it the tests run. */
public final class Repository {
    /** Its root. */
    public static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        Path dir = Path.of("").toAbsolutePath();
        while (!Files.exists(dir.resolve("migomail"))) {
            dir = dir.getParent();
        }
        return dir;
    }
}
