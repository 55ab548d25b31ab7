package io.migomail.standalone.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
    @TempDir
    Path folder;

    private void checkpoint(String name, boolean complete) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        if (complete) {
            Files.createFile(made.resolve("_metadata"));
        }
    }

    @Test
    void numbersAreComparedAsNumbers() throws IOException {
        checkpoint("chk-9", true);
        checkpoint("chk-10", true);
        assertEquals(Optional.of(folder.resolve("chk-10")), RetainedCheckpoints.newest(folder));
    }

    @Test
    void oneThatIsNotCompleteAndOtherFoldersDoNotCount() throws IOException {
        checkpoint("chk-1", true);
        checkpoint("chk-2", false);
        checkpoint("chk-old", true);
        checkpoint("shared", true);
        assertEquals(Optional.of(folder.resolve("chk-1")), RetainedCheckpoints.newest(folder));
    }

    @Test
    void aJobThatNeverRanHasNone() throws IOException {
        assertEquals(Optional.empty(), RetainedCheckpoints.newest(folder));
        assertEquals(Optional.empty(), RetainedCheckpoints.newest(folder.resolve("missing")));
    }
}
