package io.migomail.mta.sink;

import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import io.migomail.core.RecordCodec;
import io.migomail.core.Shared.Lease;
import io.migomail.core.record.Outcome;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** {@link Cell#outcomes} through the process's {@link ProcessProducer}, keyed by pace key. */
public final class KafkaOutcomeJournal implements OutcomeJournal {
    private final Lease<Producer<String, byte[]>> producer;
    private final String topic;

    KafkaOutcomeJournal(Lease<Producer<String, byte[]>> producer, Cell cell) {
        this.producer = producer;
        this.topic = cell.outcomes().name();
    }

    /**
     * A journal at these brokers; knows the topic's partitions when it returns.
     *
     * @throws KafkaException where no broker answers in time
     */
    public static KafkaOutcomeJournal open(KafkaAddress kafka, Cell cell) {
        return new KafkaOutcomeJournal(ProcessProducer.take(kafka, TopicSink.Line.MAIL, cell), cell);
    }

    @Override
    public void append(Outcome outcome, Completion done) {
        byte[] bytes = RecordCodec.OUTCOME.encode(outcome);
        var record = new ProducerRecord<>(topic, outcome.getPaceKey(), bytes);
        try {
            producer.value().send(record, (metadata, failure) -> ended(failure, done));
        } catch (KafkaException | IllegalStateException e) {
            ended(e, done);
        }
    }

    private void ended(@Nullable Exception failure, Completion done) {
        if (failure != null) {
            producer.retire();
        }
        done.ended(failure);
    }

    @Override
    public void close() {
        producer.close();
    }
}
