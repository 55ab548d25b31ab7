package io.migomail.testkit.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process that a harness started, ended by its id and never by a name: asked first, then, with the descendants it had,
 * forced.
 *
 * @param log where its standard error goes
 * @param patience how long it may take to end by itself
 */
public record Child(Process process, Path log, Duration patience) {
    private static final int WORDS = 2000;
    private static final long POLL_NANOS = 10_000_000;

    /** Starts it; standard error goes to the file, what was in there is gone. */
    public static Child start(ProcessBuilder command, Path log, Duration patience) throws IOException {
        return new Child(command.redirectError(log.toFile()).start(), log, patience);
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** What the process last said on standard error. */
    public String lastWords() {
        try {
            String all = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
            return all.substring(Math.max(0, all.length() - WORDS));
        } catch (IOException e) {
            return "(nothing can be read from " + log + ")";
        }
    }

    /** kill -9 of this process alone; returns when it is gone, and its descendants too, which must notice by themselves. */
    public void kill() throws IOException {
        List<ProcessHandle> descendants = descendants();
        process.destroyForcibly();
        if (!ended()) {
            throw new IOException("process " + pid() + " outlived a SIGKILL by " + patience);
        }
        long end = System.nanoTime() + patience.toNanos();
        while (descendants.stream().anyMatch(Child::runs)) {
            if (System.nanoTime() > end) {
                throw new IOException("a child of process " + pid() + " outlived it by " + patience);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Sends a signal, {@code STOP} or {@code CONT}, to the process and every descendant. */
    public void signal(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(pid())));
        descendants().forEach(child -> command.add(Long.toString(child.pid())));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + status);
        }
    }

    /** Asks it to end, and forces it, with the descendants it had, where it does not. */
    public void end() {
        List<ProcessHandle> descendants = descendants();
        process.destroy();
        if (!ended()) {
            process.destroyForcibly();
        }
        descendants.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        ended();
    }

    private List<ProcessHandle> descendants() {
        try (Stream<ProcessHandle> found = process.descendants()) {
            return found.toList();
        }
    }

    /** A child whose parent is gone may stay as a zombie where process 1 does not reap. */
    private static boolean runs(ProcessHandle child) {
        if (!child.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return child.isAlive();
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
