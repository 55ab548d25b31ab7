package io.migomail.analytics.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLibraryTest {
    private static final byte[] CONTENT = "an engine".getBytes(StandardCharsets.UTF_8);
    private static final EngineLibrary.Expected EXPECTED = new EngineLibrary.Expected(
            CONTENT.length, HexFormat.of().formatHex(EngineLibrary.newDigest().digest(CONTENT)));

    @TempDir
    Path folder;

    @Test
    void a_missing_library_tells_what_to_do() {
        EngineMissingException missing = assertThrows(
                EngineMissingException.class, () -> EngineLibrary.locate(Map.of("XDG_CACHE_HOME", folder.toString())));
        assertTrue(missing.getMessage().contains(folder.toString()), missing.getMessage());
        assertTrue(missing.getMessage().contains("MIGO_CLICKHOUSE_URL"), missing.getMessage());
    }

    @Test
    void the_cache_is_where_the_environment_says() {
        String below = "migomail/chdb-" + EngineLibrary.VERSION + "/libchdb.so";
        assertEquals(Path.of("/x", below), EngineLibrary.path(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")));
        assertEquals(Path.of("/h/.cache", below), EngineLibrary.path(Map.of("HOME", "/h")));
    }

    @Test
    void a_sound_library_is_checked_once() throws IOException {
        Path library = Files.write(folder.resolve("libchdb.so"), CONTENT);
        assertEquals(library, EngineLibrary.verify(library, EXPECTED));
        assertEquals(
                EXPECTED.sha256(), Files.readString(folder.resolve("verified")).strip());

        Files.write(library, "an enginf".getBytes(StandardCharsets.UTF_8));
        assertEquals(library, EngineLibrary.verify(library, EXPECTED), "the marker spares the second reading");
    }

    @Test
    void a_damaged_library_is_refused() throws IOException {
        Path library = Files.write(folder.resolve("libchdb.so"), "an enginf".getBytes(StandardCharsets.UTF_8));
        assertThrows(EngineMissingException.class, () -> EngineLibrary.verify(library, EXPECTED));
        assertFalse(Files.exists(folder.resolve("verified")));

        Files.writeString(folder.resolve("verified"), EXPECTED.sha256());
        Files.write(library, "cut".getBytes(StandardCharsets.UTF_8));
        assertThrows(EngineMissingException.class, () -> EngineLibrary.verify(library, EXPECTED));
    }
}
