package io.migomail.bench.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Some processes with all their descendants, read anew from {@code /proc} each time. CPU time of children that ended
 * stays counted through the parent that waited for them. Thread-safe.
 */
public final class ProcessTree {
    private static final long MILLIS_PER_TICK = 10;

    private final Path proc;
    private final List<Long> roots;

    /** @param proc {@code /proc}; where there is none, everything reads as zero */
    public ProcessTree(Path proc, List<Long> roots) {
        this.proc = proc;
        this.roots = List.copyOf(roots);
    }

    /** Used and held now. */
    public Usage read() {
        Map<Long, ProcStat> all = processes();
        Map<Long, List<ProcStat>> children = new HashMap<>();
        for (ProcStat process : all.values()) {
            children.computeIfAbsent(process.parent(), pid -> new ArrayList<>()).add(process);
        }
        Usage sum = Usage.NONE;
        for (long root : roots) {
            ProcStat process = all.get(root);
            if (process != null) {
                sum = sum.plus(of(process, children, false));
            }
        }
        return sum;
    }

    private Usage of(ProcStat process, Map<Long, List<ProcStat>> children, boolean underStore) {
        Path folder = proc.resolve(Long.toString(process.pid()));
        boolean store = underStore || ProcStat.isEventStore(folder);
        long cpu = process.ticks() * MILLIS_PER_TICK;
        long rss = ProcStat.residentBytes(folder);
        Usage sum = store ? new Usage(0, cpu, 0, rss) : new Usage(cpu, 0, rss, 0);
        for (ProcStat child : children.getOrDefault(process.pid(), List.of())) {
            sum = sum.plus(of(child, children, store));
        }
        return sum;
    }

    private Map<Long, ProcStat> processes() {
        Map<Long, ProcStat> out = new HashMap<>();
        if (!Files.isDirectory(proc)) {
            return out;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path folder : folders) {
                ProcStat.read(folder).ifPresent(process -> out.put(process.pid(), process));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + proc, e);
        }
        return out;
    }
}
