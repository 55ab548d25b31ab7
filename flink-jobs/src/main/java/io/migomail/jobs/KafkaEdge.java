package io.migomail.jobs;

import io.migomail.core.DurableProducer;
import io.migomail.core.Limits;
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
    private KafkaEdge() {}

    /** A source of topics; without state it begins at the group's committed offsets, else at the earliest record. */
    public static <T> KafkaSource<T> source(
            JobConfig config, String group, List<Topic> topics, KafkaRecordDeserializationSchema<T> schema) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(config.bootstrap())
                .setTopics(topics.stream().map(Topic::name).toList())
                .setGroupId("migo-" + group)
                .setClientIdPrefix("migo-" + group)
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(schema)
                .setProperty("partition.discovery.interval.ms", "30000")
                .setProperty("fetch.max.bytes", Integer.toString(Limits.RECORD_BYTES))
                .setProperty("isolation.level", "read_committed")
                .build();
    }

    /** A sink that publishes at least once, each record at once, acknowledged by every replica in sync. */
    public static KafkaSink<Keyed> sink(JobConfig config, Topic topic) {
        String name = topic.name();
        return KafkaSink.<Keyed>builder()
                .setBootstrapServers(config.bootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setKafkaProducerConfig(producer(config))
                .setRecordSerializer((element, context, timestamp) ->
                        new ProducerRecord<>(name, element.key().getBytes(StandardCharsets.UTF_8), element.value()))
                .build();
    }

    /** Settings of every producer in the jobs. */
    public static Properties producer(JobConfig config) {
        Properties p = new Properties();
        DurableProducer.settings(config.bootstrap()).forEach((name, value) -> p.put(name, value.toString()));
        p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Limits.RECORD_BYTES));
        p.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(2 * Limits.RECORD_BYTES));
        return p;
    }
}
