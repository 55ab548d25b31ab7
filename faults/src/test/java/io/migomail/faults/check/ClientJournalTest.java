package io.migomail.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientJournalTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("client.tsv");
    }

    @Test
    void aSendWithoutAnAnswerIsOfUnknownFate() throws IOException {
        try (ClientJournal journal = ClientJournal.open(file)) {
            journal.sends("m1", "a@b.example", "k", "h");
        }
        assertEquals(
                List.of(new ClientEntry("m1", "a@b.example", "k", "h", Fate.UNKNOWN, "", 0)), ClientJournal.read(file));
    }

    @Test
    void whatWasReadBackIsWhatWasWritten() throws IOException {
        try (ClientJournal journal = ClientJournal.open(file)) {
            journal.sends("m1", "a@b.example", "", "h");
            journal.told("m1", Fate.OK, "msg_1", 200);
            journal.sends("m2", "c@b.example", "", "h");
            journal.told("m2", Fate.REJECTED, "", 403);
            assertEquals(journal.entries(), ClientJournal.read(file));
            assertEquals(Fate.OK, journal.entries().get(0).fate());
            assertEquals(Fate.REJECTED, journal.entries().get(1).fate());
        }
    }

    @Test
    void aRefusedSecondTrySaysNothingOfTheFirst() throws IOException {
        assertEquals(Fate.UNKNOWN, fateAfter(Fate.UNKNOWN, Fate.REJECTED));
    }

    @Test
    void anAcceptedSecondTrySettlesIt() throws IOException {
        assertEquals(Fate.OK, fateAfter(Fate.UNKNOWN, Fate.OK));
    }

    @Test
    void whatWasTakenOnceStaysTaken() throws IOException {
        assertEquals(Fate.OK, fateAfter(Fate.OK, Fate.UNKNOWN));
    }

    @Test
    void aTornLastLineIsNoLine() throws IOException {
        try (ClientJournal journal = ClientJournal.open(file)) {
            journal.sends("m1", "a@b.example", "", "h");
        }
        Files.writeString(file, "told\tm1\tOK\tms", StandardOpenOption.APPEND);
        assertEquals(Fate.UNKNOWN, ClientJournal.read(file).get(0).fate());
    }

    private Fate fateAfter(Fate first, Fate second) throws IOException {
        try (ClientJournal journal = ClientJournal.open(file)) {
            journal.sends("m1", "a@b.example", "k", "h");
            journal.told("m1", first, "", 0);
            journal.sends("m1", "a@b.example", "k", "h");
            journal.told("m1", second, "", 0);
            return journal.entries().get(0).fate();
        }
    }
}
