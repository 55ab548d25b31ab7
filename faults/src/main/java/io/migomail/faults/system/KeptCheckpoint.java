package io.migomail.faults.system;

import io.migomail.core.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A job's checkpoint, put aside with the files that it shares with others, which its job removes in time. One thread. */
public final class KeptCheckpoint {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String METADATA = "_metadata";

    private final Path home;
    private final Path aside;
    private final long number;

    private KeptCheckpoint(Path home, Path aside, long number) {
        this.home = home;
        this.aside = aside;
        this.number = number;
    }

    /**
     * Keeps the next checkpoint that the job completes.
     *
     * @param checkpoints folder of all jobs
     * @param aside a folder for the copy
     * @throws IOException where there is none within the bound
     */
    public static KeptCheckpoint next(Path checkpoints, Path aside, String job, Duration bound) throws IOException {
        Path home = checkpoints.resolve(idOf(job));
        long former = newest(home);
        long end = System.nanoTime() + bound.toNanos();
        while (System.nanoTime() < end) {
            long number = newest(home);
            KeptCheckpoint kept = new KeptCheckpoint(home, aside.resolve(job + "-" + number), number);
            if (number > former && kept.keep()) {
                return kept;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new IOException("the job " + job + " completed no checkpoint within " + bound);
    }

    /** As the job's folder calls it. */
    public String name() {
        return "chk-" + number;
    }

    /** Makes it the only checkpoint of its job, which must not run. */
    public void putBack() throws IOException {
        remove(home);
        copy(aside, home);
    }

    /** Whether the copy is whole: the checkpoint was there at its end, and so was all that it needs. */
    private boolean keep() throws IOException {
        copy(home, aside);
        if (!Files.exists(home.resolve(name()).resolve(METADATA))) {
            remove(aside);
            return false;
        }
        for (Path other : checkpoints(aside)) {
            if (!other.endsWith(name())) {
                remove(other);
            }
        }
        return true;
    }

    private static String idOf(String job) {
        byte[] digest = Ids.sha256(job.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    }

    private static long newest(Path home) throws IOException {
        return checkpoints(home).stream()
                .filter(path -> Files.exists(path.resolve(METADATA)))
                .mapToLong(path -> Long.parseLong(path.getFileName().toString().substring(4)))
                .max()
                .orElse(0);
    }

    private static List<Path> checkpoints(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(home)) {
            return children.filter(path -> path.getFileName().toString().startsWith("chk-"))
                    .toList();
        }
    }

    /** What vanishes meanwhile is left out. */
    private static void copy(Path from, Path to) throws IOException {
        for (Path path : walk(from)) {
            Path target = to.resolve(from.relativize(path).toString());
            try {
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(path, target);
                }
            } catch (NoSuchFileException e) {
                // Removed by its job since it was listed: it belongs to another checkpoint, or this one is gone, too.
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        for (Path path : walk(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(path);
        }
    }

    private static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return walk(folder);
            }
            throw e;
        }
    }
}
