package io.migomail.mta.sink;

import io.migomail.core.Cell;
import io.migomail.core.DurableProducer;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.Shared;
import io.migomail.core.Shared.Lease;
import io.migomail.core.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A process's one idempotent producer for what a job of a cell writes, acknowledged by all in-sync replicas. So a fence lies behind
 * whatever an earlier life in this process had under way.
 */
final class ProcessProducer {
    private record Key(KafkaAddress kafka, TopicSink.Line line, Cell cell) {}

    /** Bounds what an I/O thread may be held up where the producer's buffer is full or metadata is lost. */
    private static final Duration BLOCKED = Duration.ofSeconds(2);

    /** Records survive a broker's absence for so long. */
    private static final Duration ABSENCE = Duration.ofMinutes(2);

    /** By then a record is acknowledged or has failed. */
    static final Duration DECIDED = ABSENCE.plusSeconds(10);

    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final Shared<Key, Producer<String, byte[]>> RUNNING =
            new Shared<>(producer -> producer.close(CLOSING));

    /** A machine on which everything starts at once may take so long to tell where the topics are. */
    private static final Duration START = Duration.ofSeconds(30);

    private ProcessProducer() {}

    /**
     * Knows its topics; to be retired by whoever sees it fail, as one that lost its order never sends again.
     *
     * @throws KafkaException where no broker tells of them in time
     */
    static Lease<Producer<String, byte[]>> take(KafkaAddress kafka, TopicSink.Line line, Cell cell) {
        Key key = new Key(kafka, line, cell);
        return RUNNING.take(key, () -> open(key));
    }

    private static Producer<String, byte[]> open(Key key) {
        Map<String, Object> settings = DurableProducer.settings(key.kafka());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, key.line().lingerMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKED.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) ABSENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        // The default forgets the topics as soon as no broker is there, and then takes no record: in the restart of a
        // single broker, what mail hosts have answered would be lost, and sent again.
        settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.RECORD_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 3L * Limits.RECORD_BYTES);
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        try {
            long end = System.nanoTime() + START.toNanos();
            key.line().topics(key.cell()).forEach(topic -> awaitTopic(producer, topic, end));
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        return producer;
    }

    private static void awaitTopic(Producer<String, byte[]> producer, Topics.Topic topic, long end) {
        while (true) {
            try {
                producer.partitionsFor(topic.name());
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }
}
