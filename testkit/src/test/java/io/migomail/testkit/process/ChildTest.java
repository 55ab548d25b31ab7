package io.migomail.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChildTest {
    @Test
    void aKilledChildIsGone() throws IOException {
        try (Scratch scratch = Scratch.open("test")) {
            Child child = scratch.start("sleeper", new ProcessBuilder("sleep", "600"), Duration.ofSeconds(10));
            child.kill();
            assertFalse(child.process().isAlive());
        }
    }

    @Test
    void aStoppedChildStandsUntilItIsContinued() throws Exception {
        try (Scratch scratch = Scratch.open("test")) {
            Child child = scratch.start("sleeper", new ProcessBuilder("sleep", "600"), Duration.ofSeconds(10));
            child.signal("STOP");
            assertEquals('T', state(child));
            child.signal("CONT");
            assertTrue(child.process().isAlive());
        }
    }

    @Test
    void theFolderGoesWithItsProcesses() throws IOException {
        Path folder;
        Child child;
        try (Scratch scratch = Scratch.open("test")) {
            folder = scratch.folder();
            child = scratch.start("sleeper", new ProcessBuilder("sleep", "600"), Duration.ofSeconds(10));
        }
        assertFalse(child.process().isAlive());
        assertFalse(Files.exists(folder));
    }

    /** The signal takes a moment to arrive. */
    private static char state(Child child) throws IOException {
        long end = System.nanoTime() + 5_000_000_000L;
        char state = '?';
        while (state != 'T' && System.nanoTime() < end) {
            String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
            state = stat.charAt(stat.lastIndexOf(')') + 2);
        }
        return state;
    }
}
