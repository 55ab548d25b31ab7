package io.migomail.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder and the processes that live in it. {@link #close}, or the end of this JVM if that comes first, ends
 * the processes, the last one started first, and removes the folder. Thread-safe.
 */
public final class Scratch implements AutoCloseable {
    private final Path folder;
    private final List<Child> children = new ArrayList<>();
    private final Thread hook = new Thread(this::clear, "scratch-clear");
    private boolean cleared;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** A new folder that other users may pass through, as a mail system's own user must. */
    public static Scratch open(String name) throws IOException {
        Path folder = Files.createTempDirectory("migomail-" + name + "-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Scratch scratch = new Scratch(folder);
        Runtime.getRuntime().addShutdownHook(scratch.hook);
        return scratch;
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Starts a process whose standard error goes to a file of the folder. */
    public synchronized Child start(String name, ProcessBuilder command, Duration patience) throws IOException {
        Child child = Child.start(command, folder.resolve(name + ".log"), patience);
        children.add(child);
        return child;
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook finds nothing left to do.
        }
    }

    private synchronized void clear() {
        if (cleared) {
            return;
        }
        cleared = true;
        for (int i = children.size() - 1; i >= 0; i--) {
            children.get(i).end();
        }
        try {
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private void delete() throws IOException {
        List<Path> paths;
        try (Stream<Path> found = Files.walk(folder)) {
            paths = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
