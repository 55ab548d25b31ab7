package io.migomail.bench.scale;

import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** How large the brokers' logs are. */
final class LogSize {
    private static final long SECONDS = 30;

    private LogSize() {}

    /** Octets by topic, of all cells and replicas together; topics of Kafka's own are left out. */
    static Map<String, Long> read(KafkaAddress kafka) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(kafka.settings())) {
            var brokers = admin.describeCluster().nodes().get(SECONDS, TimeUnit.SECONDS).stream()
                    .map(node -> node.id())
                    .toList();
            Map<String, Long> sizes = new TreeMap<>();
            admin.describeLogDirs(brokers)
                    .allDescriptions()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .values()
                    .forEach(folders -> folders.values()
                            .forEach(folder -> folder.replicaInfos()
                                    .forEach((partition, replica) ->
                                            sizes.merge(Cell.bare(partition.topic()), replica.size(), Long::sum))));
            sizes.keySet().removeIf(topic -> topic.startsWith("__"));
            return sizes;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the brokers do not say how large their logs are", e);
        }
    }
}
