package io.migomail.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders whose content ends with the process; a killed one leaves it behind. */
public final class Scratch {
    private Scratch() {}

    /** The folder, made where missing, emptied where not. */
    public static Path empty(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                delete(folder);
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }

    /** Removes the folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
