package io.migomail.mta.sink;

import io.migomail.core.DurableProducer;
import io.migomail.core.RecordCodec;
import io.migomail.core.Topics;
import io.migomail.core.record.Outcome;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * {@link Topics#OUTCOMES} through an idempotent producer of its own, keyed by pace key: acknowledged by all in-sync
 * replicas, sent without lingering. Appends survive a broker's absence of up to two minutes.
 */
public final class KafkaOutcomeJournal implements OutcomeJournal {
    /** Bounds what an I/O thread may be held up where the producer's buffer is full or metadata is lost. */
    private static final Duration BLOCKED = Duration.ofSeconds(2);

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;

    KafkaOutcomeJournal(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * A journal at these bootstrap servers; knows the topic's partitions when it returns.
     *
     * @throws KafkaException where no broker answers in time
     */
    public static KafkaOutcomeJournal open(String bootstrapServers) {
        Map<String, Object> settings = DurableProducer.settings(bootstrapServers);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKED.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        try {
            producer.partitionsFor(Topics.OUTCOMES.name());
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        return new KafkaOutcomeJournal(producer);
    }

    @Override
    public void append(Outcome outcome, Completion done) {
        byte[] bytes = RecordCodec.OUTCOME.encode(outcome);
        var record = new ProducerRecord<>(Topics.OUTCOMES.name(), outcome.getPaceKey(), bytes);
        try {
            producer.send(record, (metadata, failure) -> done.ended(failure));
        } catch (KafkaException | IllegalStateException e) {
            done.ended(e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
