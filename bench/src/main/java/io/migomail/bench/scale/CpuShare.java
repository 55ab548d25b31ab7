package io.migomail.bench.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that may use a part of a core each and no more, as on machines of their own: Linux control groups, of either
 * version, which only root may make. {@link #close} gives the processes back.
 */
final class CpuShare implements AutoCloseable {
    private static final int PERIOD_MICROS = 100_000;

    private final Path root;
    private final boolean unified;
    private final List<Path> made = new ArrayList<>();

    private CpuShare(Path root, boolean unified) {
        this.root = root;
        this.unified = unified;
    }

    /**
     * Of this machine.
     *
     * @param mounted where control groups are mounted, {@code /sys/fs/cgroup}
     * @throws IOException where it has none that limits the CPU
     */
    static CpuShare at(Path mounted) throws IOException {
        Path controllers = mounted.resolve("cgroup.controllers");
        if (Files.isReadable(controllers) && Files.readString(controllers).contains("cpu")) {
            return new CpuShare(mounted, true);
        }
        if (Files.isReadable(mounted.resolve("cpu/cpu.cfs_quota_us"))) {
            return new CpuShare(mounted.resolve("cpu"), false);
        }
        throw new IOException("this machine has no control groups that limit the CPU; leave --share out");
    }

    /** From now on the process may use so much of a core. */
    void limit(long pid, double cores) throws IOException {
        Path group = Files.createDirectory(root.resolve("migomail-bench-" + pid));
        made.add(group);
        long quota = Math.round(cores * PERIOD_MICROS);
        if (unified) {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        } else {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
        }
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
    }

    @Override
    public void close() {
        try {
            for (Path group : made) {
                for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                    Files.writeString(root.resolve("cgroup.procs"), pid);
                }
                Files.delete(group); // a control group is removed as an empty folder, whatever it shows
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a control group is left: " + made, e);
        }
    }
}
