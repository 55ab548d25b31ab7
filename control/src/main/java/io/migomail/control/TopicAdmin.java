package io.migomail.control;

import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import io.migomail.core.PoolLimits;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the product's topics where they are missing; existing ones are left as they are. It returns when the leader of
 * every new partition answers: a producer that comes earlier may have its first batch refused and its second taken, and
 * a broker that never saw the first then refuses it for ever as out of order, until the producer gives it up.
 */
public final class TopicAdmin {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private TopicAdmin() {}

    /** Those that these settings speak of, see {@link #ensure(KafkaAddress, int, int)}. */
    public static void ensure(Settings settings) throws InterruptedException {
        ensure(
                KafkaAddress.of(settings),
                settings.number(Setting.MIGO_KAFKA_REPLICATION, 1),
                Cell.all(settings).size());
    }

    /**
     * Those of so many cells.
     *
     * @throws IllegalStateException where the broker refuses or does not answer within 30 s; where there are topics of
     *     further cells, whose mail nobody would account for
     */
    public static void ensure(KafkaAddress kafka, int replication, int cells) throws InterruptedException {
        Map<String, Object> config = kafka.settings();
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        try (Admin admin = Admin.create(config)) {
            Set<String> present = admin.listTopics().names().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            List<NewTopic> missing = new ArrayList<>();
            requireNoOther(present, cells);
            for (Topics.Topic topic : Topics.all(cells)) {
                if (!present.contains(topic.name())) {
                    missing.add(new NewTopic(topic.name(), topic.partitions(), (short) replication)
                            .configs(topic.config()));
                }
            }
            for (var created : admin.createTopics(missing).values().values()) {
                await(created);
            }
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (NewTopic topic : missing) {
                for (int partition = 0; partition < topic.numPartitions(); partition++) {
                    ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
                }
            }
            admin.listOffsets(ends).all().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "topics could not be made at " + kafka.bootstrap() + " within " + TIMEOUT, e);
        }
    }

    private static void requireNoOther(Set<String> present, int cells) {
        for (Cell cell : Cell.first(PoolLimits.CELLS)) {
            if (cell.number() >= cells && present.contains(cell.outcomes().name())) {
                throw new IllegalStateException(Setting.MIGO_CELLS + " is " + cells + ", and there are topics of cell "
                        + cell.number() + ": cells may be added, and never taken away");
            }
        }
    }

    private static void await(org.apache.kafka.common.KafkaFuture<Void> created)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            created.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
