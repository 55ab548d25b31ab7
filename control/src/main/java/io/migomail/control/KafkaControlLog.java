package io.migomail.control;

import io.migomail.core.DurableProducer;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.TopicReader;
import io.migomail.core.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The one partition of the topic {@code control}: reads it from its beginning, appends with acks=all. */
final class KafkaControlLog implements ControlLog {
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CONTROL.name(), 0);

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;

    KafkaControlLog(KafkaAddress kafka) {
        Map<String, Object> reading = TopicReader.settings(kafka);
        reading.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Limits.CONTROL_RECORD_BYTES);
        consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        int timeout = (int) Limits.CONTROL_WRITE_TIMEOUT.toMillis();
        Map<String, Object> settings = DurableProducer.settings(kafka);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.CONTROL_RECORD_BYTES);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public CompletionStage<Long> append(String key, byte @Nullable [] value) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        try {
            producer.send(
                    new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), key, value), (meta, failure) -> {
                        if (failure == null) {
                            done.complete(meta.offset());
                        } else {
                            done.completeExceptionally(failure);
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    @Override
    public Batch poll(Duration timeout) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (ConsumerRecord<String, byte[]> r : consumer.poll(timeout)) {
                entries.add(new Entry(r.offset(), r.key() == null ? "" : r.key(), r.value()));
            }
            return new Batch(entries, consumer.position(PARTITION));
        } catch (WakeupException e) {
            return new Batch(entries, -1);
        }
    }

    @Override
    public long endOffset() {
        return consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    }

    @Override
    public long behind() {
        return consumer.currentLag(PARTITION).orElse(0);
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE));
    }
}
