package io.migomail.jobs;

import io.migomail.core.DurableProducer;
import io.migomail.core.Limits;
import io.migomail.core.QuietClient;
import io.migomail.core.Topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where the jobs touch Kafka: sources that begin where the group stopped, sinks that never wait to fill a batch. */
public final class KafkaEdge {
    /** How long records may wait for others, to cost fewer requests: on the way of mail not at all. */
    public enum Haste {
        /** Each record is fetched and sent by itself. */
        AT_ONCE(1, 500, 0),
        /** What PACE reads back of its own journal: mail has left by then, and 10 ms more hold one turn in a line. */
        READ_BACK(64 * 1024, 10, 0),
        /** Accounting: up to 50 ms at an edge; its own promise is a second. */
        BATCHED(256 * 1024, 50, 20);

        private final int fetchBytes;
        private final int fetchMillis;
        private final int lingerMillis;

        Haste(int fetchBytes, int fetchMillis, int lingerMillis) {
            this.fetchBytes = fetchBytes;
            this.fetchMillis = fetchMillis;
            this.lingerMillis = lingerMillis;
        }
    }

    private KafkaEdge() {}

    /** A source of topics; without state it begins at the group's committed offsets, else at the earliest record. */
    public static <T> KafkaSource<T> source(
            JobConfig config,
            String group,
            List<Topic> topics,
            KafkaRecordDeserializationSchema<T> schema,
            Haste haste) {
        Properties consumer = new Properties();
        consumer.putAll(QuietClient.SETTINGS);
        consumer.put("register.consumer.metrics", "false");
        return KafkaSource.<T>builder()
                .setProperties(consumer)
                .setBootstrapServers(config.bootstrap())
                .setTopics(topics.stream().map(Topic::name).toList())
                .setGroupId("migo-" + group)
                .setClientIdPrefix("migo-" + group)
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(schema)
                .setProperty("partition.discovery.interval.ms", "30000")
                .setProperty("fetch.max.bytes", Integer.toString(Limits.RECORD_BYTES))
                .setProperty("fetch.min.bytes", Integer.toString(haste.fetchBytes))
                .setProperty("fetch.max.wait.ms", Integer.toString(haste.fetchMillis))
                .setProperty("isolation.level", "read_committed")
                .build();
    }

    /** A sink that publishes at least once, acknowledged by every replica in sync. */
    public static KafkaSink<Keyed> sink(JobConfig config, Topic topic, Haste haste) {
        String name = topic.name();
        Properties producer = producer(config);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(haste.lingerMillis));
        producer.put("register.producer.metrics", "false");
        return KafkaSink.<Keyed>builder()
                .setBootstrapServers(config.bootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer((element, context, timestamp) ->
                        new ProducerRecord<>(name, element.key().getBytes(StandardCharsets.UTF_8), element.value()))
                .build();
    }

    /** Settings of every producer of the accounting job. */
    public static Properties producer(JobConfig config) {
        Properties p = new Properties();
        DurableProducer.settings(config.bootstrap()).forEach((name, value) -> p.put(name, value.toString()));
        p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Limits.RECORD_BYTES));
        p.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(2 * Limits.RECORD_BYTES));
        return p;
    }
}
