package io.migomail.faults.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.bench.system.Access;
import io.migomail.bench.system.ClusterCommands;
import io.migomail.core.Topics;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code ./migomail cluster}: every part a process of its own. Processes are started by its commands and struck by their
 * ids, because a command takes a second to begin.
 */
public final class ManyProcesses implements SystemUnderTest {
    private static final int TRIES = 20;

    private final Scratch scratch;
    private Path home;
    private final String profile;
    private final Map<String, String> settings;
    private final Map<String, Pid> pids = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::killAll, "cluster-clear");
    private List<Access> nodes = List.of();
    private String kafka = "";

    private ManyProcesses(Scratch scratch, Path home, String profile, Map<String, String> settings) {
        this.scratch = scratch;
        this.home = home;
        this.profile = profile;
        this.settings = settings;
    }

    /** Starts it with a data folder of its own inside the scratch folder. */
    public static ManyProcesses start(Scratch scratch, Path home, String profile, Map<String, String> settings)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("MIGO_DATA", scratch.folder().resolve("data").toString());
        ManyProcesses system = new ManyProcesses(scratch, home, profile, all);
        Runtime.getRuntime().addShutdownHook(system.hook);
        system.startAll(Map.of());
        return system;
    }

    @Override
    public List<Access> nodes() {
        return nodes;
    }

    @Override
    public String victim(String part) throws IOException, InterruptedException {
        return switch (part) {
            case "ingress" -> "ingress-1";
            case "kafka" -> "broker-" + OutcomeTopic.leader(kafka, Topics.OUTCOMES.name());
            case "jobmanager" -> JobLog.leader(data().resolve("run"), named("jm"));
            case "taskmanager" -> carrier();
            default -> part;
        };
    }

    @Override
    public boolean heals(String part) {
        return switch (part) {
            case "ingress", "taskmanager", "clickhouse" -> true;
            case "kafka", "jobmanager" -> profile.equals("full");
            default -> false;
        };
    }

    @Override
    public void kill(String name) throws IOException {
        for (Pid pid : of(name)) {
            pid.kill();
        }
    }

    @Override
    public void endAll() throws IOException, InterruptedException {
        commands(settings).run("down");
    }

    @Override
    public void renew(String name) throws IOException, InterruptedException {
        commands(settings).run("restart", name);
        readPids();
    }

    @Override
    public void start(String name) throws IOException, InterruptedException {
        if (name.equals(ALL)) {
            startAll(Map.of());
            return;
        }
        commands(settings).run("start", name);
        readPids();
    }

    @Override
    public void startAll(Map<String, String> changed) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(changed);
        JsonNode ready = commands(all).run("up", "--profile", profile, "--json");
        List<Access> found = new ArrayList<>();
        for (int i = 0; i < ready.path("http").size(); i++) {
            found.add(ClusterCommands.access(ready, i));
        }
        if (!nodes.isEmpty() && !nodes.equals(found)) {
            throw new IOException("the doors are elsewhere after a start: " + found);
        }
        nodes = List.copyOf(found);
        kafka = ready.path("kafka").asText();
        readPids();
    }

    @Override
    public void upgrade(Path to) throws IOException, InterruptedException {
        home = to;
        startAll(Map.of());
    }

    @Override
    public void stop(String name) throws IOException, InterruptedException {
        for (Pid pid : of(name)) {
            pid.signal("STOP");
        }
    }

    @Override
    public void cont(String name) throws IOException, InterruptedException {
        for (Pid pid : of(name)) {
            pid.signal("CONT");
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(pids.keySet());
    }

    @Override
    public List<Long> pids() {
        List<Long> out = new ArrayList<>();
        named("tm").forEach(name -> out.addAll(pids(name)));
        pids.values().stream().map(Pid::number).filter(n -> !out.contains(n)).forEach(out::add);
        return out;
    }

    @Override
    public List<Long> pids(String name) {
        return of(name).stream().map(Pid::number).toList();
    }

    @Override
    public String log() {
        return kafka;
    }

    /** By the file of settings that the processes have. */
    @Override
    public EventTable eventStore() throws IOException {
        try (Stream<String> lines = Files.lines(data().resolve("settings.conf"))) {
            return OwnEventStore.table(lines.filter(line -> line.startsWith("MIGO_CLICKHOUSE_"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        }
    }

    @Override
    public long jobRestarts() throws IOException {
        long sum = 0;
        for (String name : named("jm")) {
            sum += new JobLog(data().resolve("run").resolve(name).resolve("log")).restarts();
        }
        return sum;
    }

    @Override
    public Path data() {
        return scratch.folder().resolve("data");
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    /** A TaskManager with tasks of the delivery job, which is told while all of them run. */
    private String carrier() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            JsonNode places =
                    commands(settings).run("status", "--json").path("jobs").path("delivery");
            if (!places.isEmpty()) {
                return places.path(0).asText();
            }
        }
        throw new IOException("the delivery job did not run, so no TaskManager carries mail");
    }

    /** The names of processes of a kind. */
    private List<String> named(String kind) {
        return pids.keySet().stream()
                .filter(name -> name.startsWith(kind + "-"))
                .toList();
    }

    private List<Pid> of(String name) {
        if (name.equals(ALL)) {
            return List.copyOf(pids.values());
        }
        Pid pid = pids.get(name);
        if (pid == null) {
            throw new IllegalArgumentException("no process is called " + name + ", there are " + pids.keySet());
        }
        return List.of(pid);
    }

    private void killAll() {
        for (Pid pid : pids.values()) {
            try {
                pid.kill();
            } catch (IOException e) {
                System.err.println("faults: " + e.getMessage());
            }
        }
    }

    private void readPids() throws IOException, InterruptedException {
        pids.clear();
        commands(settings)
                .run("status", "--json")
                .path("processes")
                .forEach(process -> pids.put(
                        process.path("name").asText(),
                        new Pid(process.path("pid").asLong())));
    }

    private ClusterCommands commands(Map<String, String> all) {
        return new ClusterCommands(scratch, home, all);
    }
}
