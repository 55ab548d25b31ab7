package io.migomail.mta.sink;

import io.migomail.core.KafkaAddress;
import io.migomail.core.RecordCodec;
import io.migomail.core.Shared.Lease;
import io.migomail.core.Topics;
import io.migomail.core.record.Outcome;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** {@link Topics#OUTCOMES} through the process's {@link ProcessProducer}, keyed by pace key. */
public final class KafkaOutcomeJournal implements OutcomeJournal {
    private final Lease<Producer<String, byte[]>> producer;

    KafkaOutcomeJournal(Lease<Producer<String, byte[]>> producer) {
        this.producer = producer;
    }

    /**
     * A journal at these brokers; knows the topic's partitions when it returns.
     *
     * @throws KafkaException where no broker answers in time
     */
    public static KafkaOutcomeJournal open(KafkaAddress kafka) {
        return new KafkaOutcomeJournal(ProcessProducer.take(kafka, TopicSink.Line.MAIL));
    }

    @Override
    public void append(Outcome outcome, Completion done) {
        byte[] bytes = RecordCodec.OUTCOME.encode(outcome);
        var record = new ProducerRecord<>(Topics.OUTCOMES.name(), outcome.getPaceKey(), bytes);
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
