package io.migomail.faults.system;

import io.migomail.core.FreePorts;
import io.migomail.testkit.process.Child;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** A ClickHouse engine that is a process of the harness, beside a one-process run, which it outlives. */
public final class OwnEventStore {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(90);
    private static final String MAIN = "io.migomail.standalone.cluster.EventStoreMain";

    private final Scratch scratch;
    private final List<String> command;
    private final Map<String, String> settings = new HashMap<>();
    private final Path folder;
    private Child child;
    private int starts;

    private OwnEventStore(Scratch scratch, Path home) throws IOException, InterruptedException {
        this.scratch = scratch;
        this.folder = scratch.folder().resolve("store");
        this.command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Dmigomail.log=" + scratch.folder().resolve("store.out"),
                "-Dlog4j2.configurationFile=classpath:log4j2-standalone.xml",
                "-cp",
                Tool.classes(home),
                MAIN);
        settings.put(
                "MIGO_CLICKHOUSE_URL",
                "http://127.0.0.1:" + FreePorts.ofThisProcess().next());
        settings.put("MIGO_CLICKHOUSE_USER", "migo");
        settings.put("MIGO_CLICKHOUSE_PASSWORD", UUID.randomUUID().toString());
        this.child = launch();
    }

    /** Starts one, which ends with the scratch folder; returns when it serves. */
    public static OwnEventStore start(Scratch scratch, Path home) throws IOException, InterruptedException {
        return new OwnEventStore(scratch, home);
    }

    /** What leads a system to it. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** kill -9; returns when it is dead. */
    public void kill() throws IOException {
        new Pid(child.pid()).kill();
    }

    /** Starts it again on the data it left; returns when it serves. */
    public void again() throws IOException, InterruptedException {
        child = launch();
    }

    private Child launch() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("MIGO_"));
        builder.environment().putAll(settings);
        builder.environment().put("MIGO_DATA", folder.toString());
        Child started = scratch.start("store-" + ++starts, builder, STOP);
        EventTable table = table(settings);
        long end = System.nanoTime() + START.toNanos();
        while (!table.answers()) {
            if (System.nanoTime() > end || !started.process().isAlive()) {
                throw new IOException("the engine did not start within " + START + ": " + started.lastWords());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return started;
    }

    /** The event store that these settings lead to. */
    static EventTable table(Map<String, String> settings) {
        String url = settings.getOrDefault("MIGO_CLICKHOUSE_URL", "");
        if (url.isEmpty()) {
            throw new IllegalStateException("the event store is inside the process and nobody else's to read");
        }
        return new EventTable(
                url,
                settings.getOrDefault("MIGO_CLICKHOUSE_USER", ""),
                settings.getOrDefault("MIGO_CLICKHOUSE_PASSWORD", ""));
    }
}
