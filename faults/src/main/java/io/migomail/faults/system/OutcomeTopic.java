package io.migomail.faults.system;

import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.Outcome;
import io.migomail.faults.check.OutcomeLog;
import io.migomail.faults.check.OutcomeLog.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads PACE's journal as it lies in Kafka, past the product. */
public final class OutcomeTopic {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private OutcomeTopic() {}

    /**
     * All that is there at the call.
     *
     * @param bootstrap of brokers that serve within a minute
     */
    public static OutcomeLog read(String bootstrap, TimeSource time) throws IOException {
        List<TopicPartition> topic = IntStream.range(0, Topics.OUTCOMES.partitions())
                .mapToObj(p -> new TopicPartition(Topics.OUTCOMES.name(), p))
                .toList();
        List<List<Line>> lines = new ArrayList<>();
        topic.forEach(p -> lines.add(new ArrayList<>()));
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", Long.toString(BOUND.toMillis()));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(topic);
            consumer.seekToBeginning(topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(topic);
            while (topic.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(POLL).forEach(record -> add(record.value(), lines.get(record.partition())));
            }
        } catch (KafkaException e) {
            throw new IOException("the journal cannot be read at " + bootstrap, e);
        }
        return new OutcomeLog(lines, time.wallMillis() - time.monotonicNanos() / 1_000_000);
    }

    /** The node that leads the first partition of a topic. */
    static int leader(String bootstrap, String topic) throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.partitionsFor(topic, BOUND).get(0).leader().id();
        } catch (KafkaException e) {
            throw new IOException("nobody at " + bootstrap + " says who leads " + topic, e);
        }
    }

    private static void add(byte[] record, List<Line> lines) {
        Outcome outcome = RecordCodec.OUTCOME.decode(record);
        OutcomeKind kind = OutcomeKind.of(outcome.getKind());
        if (kind == OutcomeKind.FENCE || kind.terminal()) {
            lines.add(new Line(outcome.getAt(), kind == OutcomeKind.FENCE ? "" : outcome.getRecipient()));
        }
    }
}
