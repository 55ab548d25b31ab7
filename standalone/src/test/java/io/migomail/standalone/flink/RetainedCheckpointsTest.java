package io.migomail.standalone.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
    @TempDir
    Path folder;

    private void checkpoint(String name, boolean complete) throws IOException {
        int dash = name.lastIndexOf('-');
        checkpoint(name, complete, name.matches(".*-[0-9]+") ? Long.parseLong(name.substring(dash + 1)) : 99);
    }

    private void checkpoint(String name, boolean complete, long number) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        if (complete) {
            try (OutputStream out = Files.newOutputStream(made.resolve("_metadata"))) {
                Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(number, List.of(), List.of()), out);
            }
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
    void aSavepointCountsAsWhatItsNumberSays() throws IOException {
        checkpoint("chk-5", true);
        checkpoint("savepoints/savepoint-aabbcc-0123456789ab", true, 6);
        Path savepoint = folder.resolve("savepoints").resolve("savepoint-aabbcc-0123456789ab");
        assertEquals(Optional.of(savepoint), RetainedCheckpoints.newest(folder));
        checkpoint("chk-7", true);
        assertEquals(Optional.of(folder.resolve("chk-7")), RetainedCheckpoints.newest(folder));
    }

    @Test
    void aSavepointIsPutAmongTheCheckpointsByItsNumber() throws IOException {
        JobID id = RetainedCheckpoints.idOf("job");
        String of = id.toHexString() + "/";
        checkpoint(of + "chk-5", true);
        checkpoint(of + "savepoints/savepoint-aabbcc-0123456789ab", true, 6);
        checkpoint(of + "savepoints/savepoint-aabbcc-ba9876543210", false);
        RetainedCheckpoints.adoptSavepoints(folder, id);
        Path adopted = folder.resolve(of + "chk-6");
        assertEquals(Optional.of(adopted), RetainedCheckpoints.newest(folder.resolve(of)));
        assertTrue(Files.exists(folder.resolve(of + "savepoints/savepoint-aabbcc-ba9876543210")), "it is not complete");
    }

    @Test
    void aSavepointWhosePlaceIsTakenIsFoundWhereItIs() throws IOException {
        JobID id = RetainedCheckpoints.idOf("job");
        String of = id.toHexString() + "/";
        checkpoint(of + "chk-6", false);
        Files.createFile(folder.resolve(of + "chk-6/part"));
        checkpoint(of + "savepoints/savepoint-aabbcc-0123456789ab", true, 6);
        RetainedCheckpoints.adoptSavepoints(folder, id);
        assertEquals(
                Optional.of(folder.resolve(of + "savepoints/savepoint-aabbcc-0123456789ab")),
                RetainedCheckpoints.newest(folder.resolve(of)));
    }

    @Test
    void aDamagedOneIsPassedOverForTheOneBefore() throws IOException {
        checkpoint("chk-1", true);
        checkpoint("chk-2", true);
        Path metadata = folder.resolve("chk-2").resolve("_metadata");
        byte[] whole = Files.readAllBytes(metadata);
        for (int left = 0; left < whole.length; left++) {
            Files.write(metadata, Arrays.copyOf(whole, left));
            assertEquals(Optional.of(folder.resolve("chk-1")), RetainedCheckpoints.newest(folder), left + " octets");
        }
    }

    @Test
    void whereAllAreDamagedItDoesNotBeginFromNothing() throws IOException {
        checkpoint("chk-1", true);
        Files.write(folder.resolve("chk-1").resolve("_metadata"), new byte[100]);
        assertThrows(IOException.class, () -> RetainedCheckpoints.newest(folder));
    }

    @Test
    void aJobThatNeverRanHasNone() throws IOException {
        assertEquals(Optional.empty(), RetainedCheckpoints.newest(folder));
        assertEquals(Optional.empty(), RetainedCheckpoints.newest(folder.resolve("missing")));
    }
}
