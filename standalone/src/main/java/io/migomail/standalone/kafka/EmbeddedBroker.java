package io.migomail.standalone.kafka;

import io.migomail.core.FreePorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One KRaft broker and controller inside this process, listening on loopback only. Its log folder survives restarts and
 * kill -9. Started and closed by one thread.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String bootstrap;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrap) {
        this.server = server;
        this.bootstrap = bootstrap;
    }

    /** Formats the folder where it is new, and starts; returns when the broker serves clients. */
    public static EmbeddedBroker start(Path folder) throws IOException {
        return start(
                folder,
                FreePorts.ofThisProcess().next(),
                FreePorts.ofThisProcess().next());
    }

    /** The same on ports of the caller's choice, for clients that are there before it. */
    public static EmbeddedBroker start(Path folder, int port, int controllerPort) throws IOException {
        return start(new BrokerPlace(
                1, folder, Uuid.randomUuid().toString(), List.of(new BrokerPlace.Ports(port, controllerPort))));
    }

    /** One broker of a quorum; returns when it serves clients, which takes a majority of the quorum. */
    public static EmbeddedBroker start(BrokerPlace place) throws IOException {
        return start(place, Map.of());
    }

    /**
     * The same with further settings of Kafka's, which win.
     *
     * @param more by Kafka's names
     */
    public static EmbeddedBroker start(BrokerPlace place, Map<String, String> more) throws IOException {
        Files.createDirectories(place.folder());
        format(place);
        Map<String, Object> config = config(place);
        config.putAll(more);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, "127.0.0.1:" + place.own().clients());
    }

    /** Address for clients. */
    public String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(BrokerPlace place) throws IOException {
        Path folder = place.folder();
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setNodeId(place.node())
                    .setClusterId(place.clusterId())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // the formatter declares Exception
            throw new IOException("cannot format the Kafka folder " + folder, e);
        }
    }

    private static Map<String, Object> config(BrokerPlace place) {
        String replicas = Integer.toString(place.replicas());
        String inSync = Integer.toString(place.replicas() > 2 ? 2 : 1);
        String clients = "PLAINTEXT://127.0.0.1:" + place.own().clients();
        Map<String, Object> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", Integer.toString(place.node()));
        config.put("controller.quorum.voters", place.voters());
        config.put("controller.listener.names", "CONTROLLER");
        config.put(
                "listeners", clients + ",CONTROLLER://127.0.0.1:" + place.own().controller());
        config.put(
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + place.own().advertised());
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("log.dirs", place.folder().toString());
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            config.put(topic + ".replication.factor", replicas);
        }
        config.put("min.insync.replicas", inSync);
        config.put("transaction.state.log.min.isr", inSync);
        config.put("share.coordinator.state.topic.min.isr", inSync);
        config.put("offsets.topic.num.partitions", "4");
        config.put("transaction.state.log.num.partitions", "4");
        config.put("auto.create.topics.enable", "false");
        // One machine's worth of threads: the defaults are for a broker that has its own.
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "3");
        config.put("background.threads", "2");
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("log.cleaner.dedupe.buffer.size", "4194304");
        config.put("message.max.bytes", Integer.toString(io.migomail.core.Limits.RECORD_BYTES));
        // After kill -9 a restarted broker waits out its own old registration: 9 s by default.
        config.put("broker.session.timeout.ms", "2000");
        config.put("broker.heartbeat.interval.ms", "400");
        config.put("log.segment.bytes", Integer.toString(256 * 1024 * 1024));
        return config;
    }
}
