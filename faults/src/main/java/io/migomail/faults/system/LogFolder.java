package io.migomail.faults.system;

import io.migomail.testkit.process.Child;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The Kafka folder of a one-process run that has ended, served by a broker that is a process of its own. */
final class LogFolder {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final String BROKER = "io.migomail.standalone.kafka.BrokerMain";

    private LogFolder() {}

    /** Starts the broker; it serves at that port of 127.0.0.1 soon, and ends with the scratch folder. */
    static void serve(Scratch scratch, Path home, Path kafka, int port, int controllerPort) throws IOException {
        Path target = home.resolve("standalone/target");
        String classes = target.resolve("migomail-standalone-0.1.0.jar") + ":"
                + Files.readString(target.resolve("dependencies.txt")).strip();
        Child broker = scratch.start(
                "journal-broker",
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-Dmigomail.log=" + scratch.folder().resolve("journal-broker.out"),
                                "-Dlog4j2.configurationFile=classpath:log4j2-standalone.xml",
                                "-cp",
                                classes,
                                BROKER,
                                "1",
                                kafka.toString(),
                                // The folder has its own; this one would hold for a new one only.
                                UUID.randomUUID().toString(),
                                port + ":" + controllerPort)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD),
                STOP);
        if (!broker.process().isAlive()) {
            throw new IOException("the broker over " + kafka + " ended: " + broker.lastWords());
        }
    }
}
