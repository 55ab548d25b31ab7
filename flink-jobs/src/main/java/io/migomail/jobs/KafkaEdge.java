package io.migomail.jobs;

import io.migomail.core.DurableProducer;
import io.migomail.core.Limits;
import io.migomail.core.QuietClient;
import io.migomail.core.Topics.Topic;
import io.migomail.mta.sink.TopicSink;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where the jobs touch Kafka: sources that begin where the group stopped, and sinks. */
public final class KafkaEdge {
    /** How long records may wait to be fetched with others, to cost fewer requests: on the way of mail not at all. */
    public enum Haste {
        /** Each record is fetched by itself; who closes a reader waits for the fetch that it has under way. */
        AT_ONCE(1, 100),
        /** What a queue reads back of its own outcomes: mail has left by then, and 20 ms more hold one turn in a line. */
        READ_BACK(64 * 1024, 20),
        /** Accounting: up to 100 ms at an edge; its own promise is a second. */
        BATCHED(256 * 1024, 100);

        private final int fetchBytes;
        private final int fetchMillis;

        Haste(int fetchBytes, int fetchMillis) {
            this.fetchBytes = fetchBytes;
            this.fetchMillis = fetchMillis;
        }
    }

    /**
     * Of one answer of a broker; a larger record comes all the same, alone. All sources of a TaskManager have answers in memory
     * at once when it begins with what an outage has left.
     */
    private static final int FETCH_BYTES = 4 * 1024 * 1024;
    /** Handed on at a time; up to four such hands are in memory for each source, and records may be of 256 KiB. */
    private static final int POLL_RECORDS = 64;

    private KafkaEdge() {}

    /** A source of topics; without state it begins at the group's committed offsets, else at the earliest record. */
    public static <T> KafkaSource<T> source(
            JobConfig config,
            String group,
            List<Topic> topics,
            KafkaRecordDeserializationSchema<T> schema,
            Haste haste) {
        return builder(config, group, topics, schema, haste)
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .build();
    }

    /**
     * A source of a topic for what counts its records: without state it begins at the earliest one, whatever the group committed,
     * since what was counted of those before is lost as well.
     */
    public static <T> KafkaSource<T> whole(
            JobConfig config, String group, Topic topic, KafkaRecordDeserializationSchema<T> schema) {
        return builder(config, group, List.of(topic), schema, Haste.BATCHED)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .build();
    }

    private static <T> KafkaSourceBuilder<T> builder(
            JobConfig config,
            String group,
            List<Topic> topics,
            KafkaRecordDeserializationSchema<T> schema,
            Haste haste) {
        Properties consumer = new Properties();
        consumer.putAll(QuietClient.SETTINGS);
        config.kafka().settings().forEach((name, value) -> consumer.put(name, value.toString()));
        consumer.put("register.consumer.metrics", "false");
        return KafkaSource.<T>builder()
                .setProperties(consumer)
                .setTopics(topics.stream().map(Topic::name).toList())
                .setGroupId(groupId(group))
                .setClientIdPrefix("migo-" + group)
                .setDeserializer(schema)
                .setProperty("partition.discovery.interval.ms", "30000")
                .setProperty("fetch.max.bytes", Integer.toString(FETCH_BYTES))
                .setProperty("max.poll.records", Integer.toString(POLL_RECORDS))
                .setProperty("fetch.min.bytes", Integer.toString(haste.fetchBytes))
                .setProperty("fetch.max.wait.ms", Integer.toString(haste.fetchMillis))
                .setProperty("isolation.level", "read_committed");
    }

    /** The consumer group whose committed offsets tell how far a pipeline's checkpoints have come. */
    public static String groupId(String pipeline) {
        return "migo-" + pipeline;
    }

    /** A sink that publishes at least once to one topic, acknowledged by every replica in sync. */
    public static TopicSink<Keyed> sink(JobConfig config, TopicSink.Line line, Topic topic) {
        String name = topic.name();
        return new TopicSink<>(
                config.kafka(), line, config.cell(), each -> new ProducerRecord<>(name, each.key(), each.value()));
    }

    /** Settings of a producer of the accounting job, whose records wait for others like those of its line. */
    public static Properties producer(JobConfig config) {
        Properties p = new Properties();
        DurableProducer.settings(config.kafka()).forEach((name, value) -> p.put(name, value.toString()));
        p.put(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(TopicSink.Line.ACCOUNTING.lingerMillis()));
        p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Limits.RECORD_BYTES));
        p.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(2 * Limits.RECORD_BYTES));
        return p;
    }
}
