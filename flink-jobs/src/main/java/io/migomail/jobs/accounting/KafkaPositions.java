package io.migomail.jobs.accounting;

import io.migomail.core.KafkaAddress;
import io.migomail.core.QuietClient;
import io.migomail.core.Topics.Topic;
import io.migomail.jobs.KafkaEdge;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Positions as the broker tells them, each answer within five seconds. Used by one thread. */
final class KafkaPositions implements ReadMark.Positions, AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Admin admin;

    KafkaPositions(KafkaAddress kafka) {
        Map<String, Object> settings = new HashMap<>(QuietClient.SETTINGS);
        settings.putAll(kafka.settings());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        admin = Admin.create(settings);
    }

    @Override
    public Map<TopicPartition, Long> ends(List<Topic> topics) throws IOException, InterruptedException {
        List<String> names = topics.stream().map(Topic::name).toList();
        Set<TopicPartition> partitions = new HashSet<>();
        answer(admin.describeTopics(names).allTopicNames())
                .forEach((name, topic) ->
                        topic.partitions().forEach(one -> partitions.add(new TopicPartition(name, one.partition()))));
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(one -> asked.put(one, spec));
        Map<TopicPartition, Long> out = new HashMap<>();
        answer(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, info) -> out.put(partition, info.offset()));
        return out;
    }

    @Override
    public boolean reached(String pipeline, Map<TopicPartition, Long> ends) throws IOException, InterruptedException {
        var committed = answer(
                admin.listConsumerGroupOffsets(KafkaEdge.groupId(pipeline)).partitionsToOffsetAndMetadata());
        Set<TopicPartition> behind = new HashSet<>();
        ends.forEach((partition, end) -> {
            var at = committed.get(partition);
            if (end > 0 && (at == null || at.offset() < end)) {
                behind.add(partition);
            }
        });
        if (behind.isEmpty()) {
            return true;
        }
        // What a partition held may be gone by its age.
        return offsets(behind, OffsetSpec.earliest()).entrySet().stream()
                .allMatch(first -> first.getValue() >= ends.getOrDefault(first.getKey(), 0L));
    }

    private static <T> T answer(KafkaFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
