package io.migomail.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    private Settings at(String name) {
        return Settings.from(Map.of("MIGO_DATA", parent.resolve(name).toString()));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void theFolderIsMadeForItsOwnerOnly() throws IOException {
        try (DataFolder data = DataFolder.open(at("a/b"))) {
            assertEquals("rwx------", mode(data.path()));
        }
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefusedUntilTheFirstEnds() throws IOException {
        try (DataFolder data = DataFolder.open(at("d"))) {
            StartException e = assertThrows(StartException.class, () -> DataFolder.open(at("d")));
            assertTrue(e.getMessage().contains(data.path().toString()), e.getMessage());
        }
        DataFolder.open(at("d")).close();
    }

    @Test
    void aPrivateFileIsReadableByItsOwnerOnlyAndReplacedWhole() throws IOException {
        try (DataFolder data = DataFolder.open(at("d"))) {
            data.writePrivate("secret", "one");
            data.writePrivate("secret", "two");
            assertEquals("two", Files.readString(data.resolve("secret")));
            assertEquals("rw-------", mode(data.resolve("secret")));
            try (Stream<Path> files = Files.list(data.path())) {
                assertFalse(files.anyMatch(p -> p.toString().endsWith(".new")), "no draft is left behind");
            }
        }
    }
}
