package io.migomail.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path parent;

    @Test
    void aMissingFolderIsMade() {
        assertTrue(Files.isDirectory(Scratch.empty(parent.resolve("a/b"))));
    }

    @Test
    void whatAKilledProcessLeftIsRemovedButNotWhatALinkPointsTo() throws IOException {
        Path outside = Files.writeString(
                Files.createDirectory(parent.resolve("outside")).resolve("kept"), "x");
        Path folder = Files.createDirectories(parent.resolve("scratch/deep")).getParent();
        Files.writeString(folder.resolve("deep/file"), "x");
        Files.createSymbolicLink(folder.resolve("link"), outside.getParent());
        Scratch.empty(folder);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
        assertTrue(Files.exists(outside));
    }
}
