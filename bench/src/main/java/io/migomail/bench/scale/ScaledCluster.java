package io.migomail.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.bench.process.ProcessTree;
import io.migomail.bench.process.Usage;
import io.migomail.bench.system.Access;
import io.migomail.bench.system.ClusterCommands;
import io.migomail.core.KafkaAddress;
import io.migomail.core.TimeSource;
import io.migomail.testkit.DnsZone;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cluster in which each delivery job has a TaskManager of its own, the accounting job one too, and one is to spare; with an
 * account in each cell. Ended, with its data, by {@link #close}.
 */
final class ScaledCluster implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");
    private static final String ACCOUNTING = "accounting";
    private static final Duration JOBS = Duration.ofMinutes(3);

    private final Scratch scratch;
    private final ClusterCommands commands;
    private final DnsZone zone;
    private final TimeSource time;
    private final List<List<Access>> cells = new ArrayList<>();
    private final Map<String, List<Long>> pids = new LinkedHashMap<>();
    private final List<ProcessHandle> started = new ArrayList<>();
    private final Thread hook = new Thread(this::killAll, "scale-clear");
    private Map<String, String> places = Map.of();
    private KafkaAddress kafka = KafkaAddress.of("127.0.0.1:1");

    private ScaledCluster(Scratch scratch, ClusterCommands commands, DnsZone zone, TimeSource time) {
        this.scratch = scratch;
        this.commands = commands;
        this.zone = zone;
        this.time = time;
    }

    /** Returns when mail is taken in every cell. @param cells delivery jobs, 1 to 64 */
    static ScaledCluster start(Path home, Map<String, String> way, int cells, TimeSource time)
            throws IOException, InterruptedException {
        Scratch scratch = Scratch.open("bench-scale");
        DnsZone zone = DnsZone.start();
        Map<String, String> settings = new HashMap<>(way);
        settings.put("MIGO_DATA", scratch.folder().resolve("data").toString());
        settings.put("MIGO_CELLS", Integer.toString(cells));
        settings.put("MIGO_PARALLELISM", "1");
        settings.put("MIGO_DNS", zone.address().toString());
        ScaledCluster cluster = new ScaledCluster(scratch, new ClusterCommands(scratch, home, settings), zone, time);
        Runtime.getRuntime().addShutdownHook(cluster.hook);
        try {
            cluster.run(cells);
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void run(int count) throws IOException, InterruptedException {
        // With one to spare each has one slot, so that no two jobs share a TaskManager.
        JsonNode ready = commands.run("up", "--task-managers", Integer.toString(count + 2), "--json");
        commands.run("status", "--json")
                .path("processes")
                .forEach(process ->
                        ProcessHandle.of(process.path("pid").asLong()).ifPresent(started::add));
        kafka = KafkaAddress.of(ready.path("kafka").asText());
        for (int cell = 0; cell < count; cell++) {
            List<Access> doors = new ArrayList<>();
            for (int node = 0; node < ready.path("http").size(); node++) {
                doors.add(ClusterCommands.access(ready, node));
            }
            cells.add(cell == 0 ? doors : new CellAccount(doors, cell).make(zone));
        }
    }

    /** The status once all jobs run, which may be later than the start where everything starts at once. */
    private JsonNode running(int jobs) throws IOException, InterruptedException {
        long end = time.monotonicNanos() + JOBS.toNanos();
        JsonNode status = commands.run("status", "--json");
        while (status.path("jobs").size() < jobs) {
            if (time.monotonicNanos() > end) {
                throw new IOException("of " + jobs + " jobs there run, after " + JOBS + ", " + status.path("jobs"));
            }
            status = commands.run("status", "--json"); // which takes a second by itself
        }
        return status;
    }

    /** The jobs that each TaskManager carries. */
    private static Map<String, String> carried(JsonNode status) {
        Map<String, String> carried = new TreeMap<>();
        status.path("jobs")
                .fields()
                .forEachRemaining(job -> job.getValue()
                        .forEach(name ->
                                carried.merge(name.asText(), job.getKey(), (one, other) -> one + " and " + other)));
        return carried;
    }

    /** @throws IOException where a job has moved since {@link #sort}: what a kind of process used is not known then */
    void requirePlaces() throws IOException, InterruptedException {
        Map<String, String> now = carried(running(places.size()));
        if (!now.equals(places)) {
            throw new IOException("of the jobs, which were at " + places + ", some have moved: " + now);
        }
    }

    /**
     * Tells from now on by kind, and TaskManagers by what they carry now; a job may have moved on a machine on which everything
     * started at once.
     *
     * @throws IOException where two jobs share one
     */
    void sort() throws IOException, InterruptedException {
        JsonNode status = running(cells.size() + 1);
        Map<String, String> carried = carried(status);
        if (carried.size() != status.path("jobs").size() || !carried.containsValue(ACCOUNTING)) {
            throw new IOException("the jobs do not have a TaskManager each: " + carried);
        }
        places = carried;
        pids.clear();
        for (JsonNode process : status.path("processes")) {
            String kind =
                    kind(process, carried.getOrDefault(process.path("name").asText(), "spare"));
            pids.computeIfAbsent(kind, k -> new ArrayList<>())
                    .add(process.path("pid").asLong());
        }
    }

    private static String kind(JsonNode process, String job) {
        String kind = process.path("kind").asText();
        if (!kind.equals("tm")) {
            return kind;
        }
        return "tm " + (job.startsWith("delivery") ? "delivery" : job);
    }

    /** The doors of each cell's account, one an ingress node. */
    List<List<Access>> cells() {
        return cells;
    }

    /** Process ids of the TaskManagers that deliver, one a cell. */
    List<Long> delivering() {
        return pids.getOrDefault("tm delivery", List.of());
    }

    /** Octets by topic that the brokers hold, of all cells together. */
    Map<String, Long> logs() throws IOException, InterruptedException {
        return LogSize.read(kafka);
    }

    /** What each kind of process has used until now, and holds. */
    Map<String, Usage> usage() {
        Map<String, Usage> all = new LinkedHashMap<>();
        pids.forEach((kind, roots) -> all.put(kind, new ProcessTree(PROC, roots).read()));
        return all;
    }

    @Override
    public void close() {
        try {
            commands.run("down");
        } catch (IOException e) {
            System.err.println("bench: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            killAll();
            zone.close();
            scratch.close();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook finds nothing left to do.
        }
    }

    /** Whatever has not ended by itself. */
    private void killAll() {
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
