package io.migomail.e2e;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What lies on a topic of a running stack, seen past the product. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private TopicReader() {}

    /** The keys of every record that was there at the call. */
    public static List<String> keys(Settings settings, Topics.Topic topic) {
        List<String> keys = new ArrayList<>();
        read(settings, topic, record -> keys.add(record.key()));
        return keys;
    }

    /** The values of each partition that were there at the call, in their order. */
    public static Map<Integer, List<byte[]>> values(Settings settings, Topics.Topic topic) {
        Map<Integer, List<byte[]>> values = new TreeMap<>();
        read(
                settings,
                topic,
                record -> values.computeIfAbsent(record.partition(), p -> new ArrayList<>())
                        .add(record.value()));
        return values;
    }

    /** Octets of the largest record that was there at the call. */
    public static int largest(Settings settings, Topics.Topic topic) {
        List<Integer> sizes = new ArrayList<>();
        read(settings, topic, record -> sizes.add(record.serializedValueSize()));
        return sizes.stream().max(Integer::compare).orElseThrow(() -> new AssertionError("nothing on " + topic.name()));
    }

    /** The end offset of every partition of these topics. */
    public static Map<String, Long> ends(Settings settings, List<Topics.Topic> topics) {
        try (KafkaConsumer<String, byte[]> consumer = consumer(settings)) {
            Map<String, Long> ends = new TreeMap<>();
            for (Topics.Topic topic : topics) {
                consumer.endOffsets(partitions(topic)).forEach((partition, end) -> ends.put(partition.toString(), end));
            }
            return ends;
        }
    }

    private static void read(Settings settings, Topics.Topic topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (KafkaConsumer<String, byte[]> consumer = consumer(settings)) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(Settings settings) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", settings.get(Setting.MIGO_KAFKA)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(Topics.Topic topic) {
        List<TopicPartition> out = new ArrayList<>();
        for (int i = 0; i < topic.partitions(); i++) {
            out.add(new TopicPartition(topic.name(), i));
        }
        return out;
    }
}
