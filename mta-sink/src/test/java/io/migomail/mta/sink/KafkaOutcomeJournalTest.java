package io.migomail.mta.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Cell;
import io.migomail.core.RecordCodec;
import io.migomail.core.Shared;
import io.migomail.core.Topics;
import io.migomail.core.record.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What reaches Kafka, and what is told of it. */
class KafkaOutcomeJournalTest {
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final Shared<String, Producer<String, byte[]>> producers = new Shared<>(Producer::close);
    private final KafkaOutcomeJournal journal =
            new KafkaOutcomeJournal(producers.take("here", () -> producer), Cell.FIRST);
    private final List<Exception> told = new ArrayList<>();
    private final Outcome outcome =
            Outcome.newBuilder().setDeliveryId("msg_1.0").setPaceKey("g|p").build();

    @Test
    void anOutcomeIsToldOnlyWhenItIsAcknowledged() {
        journal.append(outcome, told::add);
        assertEquals(0, told.size());
        var record = producer.history().get(0);
        assertEquals(Topics.OUTCOMES.name(), record.topic());
        assertEquals("g|p", record.key());
        assertEquals(outcome, RecordCodec.OUTCOME.decode(record.value()));
        producer.completeNext();
        assertEquals(1, told.size());
        assertNull(told.get(0));
    }

    @Test
    void aFailureIsToldWhetherItComesLateOrAtOnce() {
        journal.append(outcome, told::add);
        producer.errorNext(new KafkaException("late"));
        producer.close();
        journal.append(outcome, told::add);
        assertEquals(2, told.size());
        assertEquals("late", told.get(0).getMessage());
    }

    @Test
    void aProducerThatFailedIsNotForTheNextLife() {
        journal.append(outcome, told::add);
        producer.errorNext(new KafkaException("out of order"));
        journal.close();
        assertTrue(producer.closed());
    }

    @Test
    void aProducerThatDidNotFailIs() {
        journal.append(outcome, told::add);
        producer.completeNext();
        journal.close();
        assertFalse(producer.closed());
    }
}
