package io.migomail.mta.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Shared;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a checkpoint may count on. */
@Timeout(30)
class TopicWriterTest {
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final Shared<String, Producer<String, byte[]>> producers = new Shared<>(Producer::close);
    private final FakeMailbox mailbox = new FakeMailbox();
    private final TopicWriter<byte[]> writer = new TopicWriter<>(
            producers.take("here", () -> producer),
            value -> new ProducerRecord<>("topic", "key", value),
            mailbox,
            TimeSource.SYSTEM);

    /** Runs it on a thread of its own, until it waits or has ended. */
    private static FutureTask<Void> start(Step step) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            step.run();
            return null;
        });
        Thread thread = new Thread(task, "step");
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && !task.isDone()) {
            Thread.onSpinWait();
        }
        return task;
    }

    private interface Step {
        void run() throws Exception;
    }

    @Test
    void aCheckpointWaitsUntilAllIsAcknowledged() throws Exception {
        writer.write(new byte[1], null);
        writer.write(new byte[2], null);
        FutureTask<Void> flush = start(() -> writer.flush(false));
        producer.completeNext();
        assertFalse(flush.isDone());
        producer.completeNext();
        flush.get();
        assertEquals(2, producer.history().size());
    }

    @Test
    void aRecordThatIsNotTakenFailsTheCheckpointAndTheTaskAtOnce() throws Exception {
        writer.write(new byte[1], null);
        producer.errorNext(new KafkaException("late"));
        assertThrows(IOException.class, mailbox::runOne);
        assertThrows(IOException.class, () -> writer.flush(false));
        assertThrows(IOException.class, () -> writer.write(new byte[1], null));
        writer.close();
        assertTrue(producer.closed(), "not for the next life");
    }

    @Test
    void theProducerOfOneThatEndedWellIsForTheNextLife() throws Exception {
        writer.write(new byte[1], null);
        producer.completeNext();
        writer.flush(false);
        writer.close();
        assertFalse(producer.closed());
    }

    @Test
    void whatHasNoRoomWaitsForWhatIsUnderWay() throws Exception {
        writer.write(new byte[TopicWriter.ROOM + 1], null);
        FutureTask<Void> second = start(() -> writer.write(new byte[1], null));
        assertEquals(1, producer.history().size());
        producer.completeNext();
        second.get();
        assertEquals(2, producer.history().size());
    }

    @Test
    void aProducerThatIsClosedFailsTheTask() {
        producer.close();
        assertThrows(IOException.class, () -> writer.write(new byte[1], null));
    }
}
