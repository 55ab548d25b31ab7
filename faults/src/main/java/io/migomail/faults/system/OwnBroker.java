package io.migomail.faults.system;

import io.migomail.testkit.process.Child;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A broker that is a process of the harness: over a folder of its own, or over that of a one-process run that has ended. */
public final class OwnBroker {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final String MAIN = "io.migomail.standalone.kafka.BrokerMain";

    private final Scratch scratch;
    private final List<String> command = new ArrayList<>();
    private Child child;
    private int starts;

    /**
     * Where a broker is reached.
     *
     * @param advertised the port that it tells its clients to use
     */
    public record Ports(int clients, int controller, int advertised) {}

    private OwnBroker(Scratch scratch, Path home, Path folder, Ports ports) throws IOException {
        this.scratch = scratch;
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Dmigomail.log=" + scratch.folder().resolve("broker.out"),
                "-Dlog4j2.configurationFile=classpath:log4j2-standalone.xml",
                "-cp",
                Tool.classes(home),
                MAIN,
                "1",
                folder.toString(),
                // Holds for a new folder only.
                UUID.randomUUID().toString(),
                ports.clients() + ":" + ports.controller() + ":" + ports.advertised()));
        this.child = launch();
    }

    /** Starts one; it serves at its port of 127.0.0.1 soon, and ends with the scratch folder. */
    public static OwnBroker start(Scratch scratch, Path home, Path folder, Ports ports) throws IOException {
        return new OwnBroker(scratch, home, folder, ports);
    }

    /** Whether it has not ended. */
    public boolean alive() {
        return child.process().isAlive();
    }

    /** Starts it again where it has ended. */
    public void again() throws IOException {
        if (!alive()) {
            child = launch();
        }
    }

    private Child launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return scratch.start("broker-" + ++starts, builder, STOP);
    }
}
