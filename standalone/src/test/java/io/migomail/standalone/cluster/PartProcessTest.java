package io.migomail.standalone.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartProcessTest {
    @TempDir
    private Path folder;

    private Path file;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("pid");
        process = new ProcessBuilder("sleep", "600").start();
        PartProcess.write(file, process.toHandle());
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private PartProcess known() throws IOException {
        return PartProcess.read(file).orElseThrow();
    }

    @Test
    void aLaterProgramFindsItByItsFile() throws IOException {
        assertEquals(process.pid(), known().pid());
        assertEquals(State.RUNNING, known().state());
    }

    @Test
    void anotherProcessOfTheSameNumberIsNotTakenForIt() throws IOException {
        Files.writeString(file, process.pid() + " 1\n");
        assertEquals(Optional.empty(), PartProcess.read(file));
        Files.writeString(file, process.pid() + "");
        assertEquals(Optional.empty(), PartProcess.read(file));
    }

    @Test
    void itFreezesAndGoesOn() throws Exception {
        known().freeze(true);
        assertEquals(State.STOPPED, known().state());
        known().freeze(false);
        assertEquals(State.RUNNING, known().state());
    }

    @Test
    void afterKillThereIsNone() throws Exception {
        known().kill();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(Optional.empty(), PartProcess.read(file));
    }

    @Test
    void aFrozenOneEndsInGoodOrder() throws Exception {
        known().freeze(true);
        assertTrue(known().end(Duration.ofSeconds(60)));
        assertEquals(128 + 15, process.waitFor(), "SIGTERM, not SIGKILL");
    }

    @Test
    void oneThatDoesNotWantToEndIsKilled() throws Exception {
        Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 600; done").start();
        deaf.inputReader().readLine();
        PartProcess.write(file, deaf.toHandle());
        ProcessHandle child = children(deaf);
        assertFalse(known().end(Duration.ofMillis(200)));
        assertTrue(deaf.waitFor(60, TimeUnit.SECONDS));
        Waiting.until(Duration.ofSeconds(60), "the end of its child", () -> !child.isAlive());
        assertTrue(PartProcess.read(file).isEmpty());
    }

    private static ProcessHandle children(Process parent) throws InterruptedException {
        Waiting.until(
                Duration.ofSeconds(60),
                "a child",
                () -> parent.children().findAny().isPresent());
        return parent.children().findAny().orElseThrow();
    }
}
