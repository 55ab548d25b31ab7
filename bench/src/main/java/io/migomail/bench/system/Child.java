package io.migomail.bench.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process started by the benchmark, ended by its id and never by a name: asked first, then, with the descendants it had,
 * forced.
 *
 * @param log where its standard error goes
 * @param patience how long it may take to end by itself
 */
record Child(Process process, Path log, Duration patience) {
    private static final int WORDS = 2000;

    static Child start(ProcessBuilder command, Path log, Duration patience) throws IOException {
        return new Child(command.redirectError(log.toFile()).start(), log, patience);
    }

    long pid() {
        return process.pid();
    }

    /** What the process last said on standard error. */
    String lastWords() {
        try {
            String all = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
            return all.substring(Math.max(0, all.length() - WORDS));
        } catch (IOException e) {
            return "(nothing can be read from " + log + ")";
        }
    }

    void end() {
        List<ProcessHandle> descendants;
        try (Stream<ProcessHandle> found = process.descendants()) {
            descendants = found.toList();
        }
        process.destroy();
        if (!ended()) {
            process.destroyForcibly();
        }
        descendants.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        ended();
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
