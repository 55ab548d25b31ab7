package io.migomail.podman;

import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.standalone.kafka.BrokerPlace;
import io.migomail.standalone.kafka.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** A broker and an event store in a container of their own, in the place of those that an installer brings. */
public final class StandInsMain {
    /** Names by which the chart's values find them. */
    static final List<String> NAMES = List.of("kafka", "clickhouse");

    static final int KAFKA = 9092;
    static final int CLICKHOUSE = 8123;

    /** The variable with the event store's password. */
    static final String PASSWORD = "STAND_IN_PASSWORD";

    private static final int CONTROLLER = 9093;
    private static final int ENGINE = 8124;

    private StandInsMain() {}

    /** Argument: the folder for data. Serves until SIGTERM; ends with status 1 when the event store ends by itself. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        EmbeddedBroker broker = EmbeddedBroker.start(
                new BrokerPlace(
                        1,
                        folder.resolve("kafka"),
                        Uuid.randomUuid().toString(),
                        List.of(new BrokerPlace.Ports(KAFKA, CONTROLLER))),
                Map.of(
                        "listeners", "PLAINTEXT://0.0.0.0:" + KAFKA + ",CONTROLLER://127.0.0.1:" + CONTROLLER,
                        "advertised.listeners", "PLAINTEXT://" + NAMES.get(0) + ":" + KAFKA));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
        ClickHouseLocal engine = ClickHouseLocal.start(
                EngineLibrary.locate(System.getenv()),
                folder.resolve("clickhouse"),
                ENGINE,
                ClickHouseLocal.MEMORY_BYTES,
                System.getenv(PASSWORD));
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "clickhouse-stop"));
        Relay.start(CLICKHOUSE, ENGINE);
        engine.exited().join();
        System.exit(1);
    }
}
