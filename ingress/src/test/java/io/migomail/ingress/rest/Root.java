package io.migomail.ingress.rest;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the repository. */
final class Root {
    private Root() {}

    static Path path() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("migomail"))) {
            root = root.getParent();
        }
        return root;
    }
}
