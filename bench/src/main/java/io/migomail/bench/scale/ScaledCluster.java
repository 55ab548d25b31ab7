package io.migomail.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.bench.process.ProcessTree;
import io.migomail.bench.process.Usage;
import io.migomail.bench.system.Access;
import io.migomail.bench.system.ClusterCommands;
import io.migomail.core.KafkaAddress;
import io.migomail.core.TimeSource;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cluster in which each delivery job has a TaskManager of its own, and the accounting job one too; with an account in each
 * cell. Ended, with its data, by {@link #close}.
 */
final class ScaledCluster implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");
    private static final String ACCOUNTING = "accounting";

    private final Scratch scratch;
    private final ClusterCommands commands;
    private final List<List<Access>> cells = new ArrayList<>();
    private final Map<String, List<Long>> pids = new LinkedHashMap<>();
    private KafkaAddress kafka = KafkaAddress.of("127.0.0.1:1");

    private ScaledCluster(Scratch scratch, ClusterCommands commands) {
        this.scratch = scratch;
        this.commands = commands;
    }

    /** Returns when mail is taken in every cell. @param cells delivery jobs, 1 to 64 */
    static ScaledCluster start(Path home, Map<String, String> way, int cells, TimeSource time)
            throws IOException, InterruptedException {
        Scratch scratch = Scratch.open("bench-scale");
        Map<String, String> settings = new HashMap<>(way);
        settings.put("MIGO_DATA", scratch.folder().resolve("data").toString());
        settings.put("MIGO_CELLS", Integer.toString(cells));
        settings.put("MIGO_PARALLELISM", "1");
        ScaledCluster cluster = new ScaledCluster(scratch, new ClusterCommands(scratch, home, settings));
        try {
            cluster.run(cells, time);
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void run(int count, TimeSource time) throws IOException, InterruptedException {
        JsonNode ready = commands.run("up", "--task-managers", Integer.toString(count + 1), "--json");
        kafka = KafkaAddress.of(ready.path("kafka").asText());
        for (int cell = 0; cell < count; cell++) {
            List<Access> doors = new ArrayList<>();
            for (int node = 0; node < ready.path("http").size(); node++) {
                doors.add(ClusterCommands.access(ready, node));
            }
            cells.add(cell == 0 ? doors : new CellAccount(doors, cell).make(kafka, time));
        }
        sort(commands.run("status", "--json"), count);
    }

    /** By kind; of TaskManagers those that deliver, and the one that accounts. */
    private void sort(JsonNode status, int count) throws IOException {
        Map<String, String> carried = new TreeMap<>();
        status.path("jobs")
                .fields()
                .forEachRemaining(job -> job.getValue()
                        .forEach(name ->
                                carried.merge(name.asText(), job.getKey(), (one, other) -> one + " and " + other)));
        if (carried.size() != count + 1 || !carried.containsValue(ACCOUNTING)) {
            throw new IOException("the jobs do not have a TaskManager each: " + carried);
        }
        for (JsonNode process : status.path("processes")) {
            String job = carried.getOrDefault(process.path("name").asText(), "");
            String kind = job.isEmpty()
                    ? process.path("kind").asText()
                    : job.equals(ACCOUNTING) ? "tm " + ACCOUNTING : "tm delivery";
            pids.computeIfAbsent(kind, k -> new ArrayList<>())
                    .add(process.path("pid").asLong());
        }
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
            scratch.close();
        }
    }
}
