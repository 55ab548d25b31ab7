package io.migomail.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxStoreTest {
    private static final int LIMIT = 3;

    @TempDir
    Path folder;

    private InboxStore store;

    @BeforeEach
    void open() throws IOException {
        store = new InboxStore(folder, LIMIT);
    }

    private Captured add(String source) throws IOException {
        return store.add(source.getBytes(StandardCharsets.UTF_8), number -> Captures.plain(number, source));
    }

    private List<Long> numbers() {
        return store.newest(0, 100).stream().map(Captured::number).toList();
    }

    private void append(String text) throws IOException {
        Files.writeString(folder.resolve("journal.jsonl"), text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    @Test
    void whatIsKeptSurvivesARestart() throws IOException {
        Captured kept = add("Grüße");
        open();
        assertEquals(kept, store.get(1));
        assertArrayEquals("Grüße".getBytes(StandardCharsets.UTF_8), store.source(kept));
        assertEquals(2, add("next").number());
    }

    @Test
    void theNewestComeFirstAndOnlyThoseAboveAMark() throws IOException {
        for (int i = 0; i < LIMIT; i++) {
            add("m");
        }
        assertEquals(List.of(3L, 2L, 1L), numbers());
        assertEquals(
                List.of(3L, 2L),
                store.newest(1, 100).stream().map(Captured::number).toList());
        assertEquals(
                List.of(3L), store.newest(0, 1).stream().map(Captured::number).toList());
        assertEquals(List.of(), store.newest(3, 100));
    }

    @Test
    void theOldestIsDroppedBeyondTheLimitWithItsSource() throws IOException {
        for (int i = 0; i <= LIMIT; i++) {
            add("m");
        }
        assertNull(store.get(1));
        assertFalse(Files.exists(folder.resolve("1.eml")));
        assertEquals(LIMIT + 1, store.count());
        open();
        assertEquals(List.of(4L, 3L, 2L), numbers());
        assertEquals(LIMIT + 1, store.count());
    }

    @Test
    void aLineThatWasBeingWrittenIsCutOffAndTheNextMailIsKept() throws IOException {
        add("one");
        append("{\"number\":2,\"at\":5,\"subject\":\"caf\u00c3");
        open();
        assertEquals(List.of(1L), numbers());
        assertEquals(2, add("two").number());
        open();
        assertEquals(List.of(2L, 1L), numbers());
        assertEquals("two", store.get(2).subject());
    }

    @Test
    void aDamagedLineInTheMiddleCostsOnlyItsOwnMail() throws IOException {
        add("one");
        append("{damaged}\n");
        open();
        assertEquals(3, add("three").number());
        open();
        assertEquals(List.of(3L, 1L), numbers());
    }

    @Test
    void aJournalWithoutOneWholeLineIsEmpty() throws IOException {
        Files.writeString(folder.resolve("journal.jsonl"), "{\"num");
        open();
        assertEquals(0, store.count());
        assertEquals(0, Files.size(folder.resolve("journal.jsonl")));
    }
}
