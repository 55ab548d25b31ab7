package io.migomail.mta.sink;

import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import io.migomail.core.RecordCodec;
import io.migomail.core.Shared.Lease;
import io.migomail.core.Topics;
import io.migomail.core.record.Outcome;
import io.migomail.mta.pace.FenceWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;

/**
 * Fences on {@link Cell#outcomes} and {@link Cell#reroute}, which are PACE's journal.
 *
 * @param kafka the brokers
 */
public record KafkaFenceWriter(KafkaAddress kafka, Cell cell) implements FenceWriter {
    @Override
    public int write(Outcome fence) throws IOException, InterruptedException {
        try (Lease<Producer<String, byte[]>> producer = ProcessProducer.take(kafka, TopicSink.Line.MAIL, cell)) {
            try {
                return write(producer.value(), cell, fence, ProcessProducer.DECIDED);
            } catch (IOException e) {
                // Brokers that are away lose nothing: what the life before wrote is on its way, ahead of the fence.
                if (e.getCause() instanceof ExecutionException) {
                    producer.retire();
                }
                throw e;
            }
        } catch (KafkaException e) {
            throw new IOException("no fence can be written to " + journal(cell), e);
        }
    }

    private static List<Topics.Topic> journal(Cell cell) {
        return List.of(cell.outcomes(), cell.reroute());
    }

    static int write(Producer<String, byte[]> producer, Cell cell, Outcome fence, Duration bound)
            throws IOException, InterruptedException {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Topics.Topic topic : journal(cell)) {
                for (PartitionInfo partition : producer.partitionsFor(topic.name())) {
                    sent.add(producer.send(record(fence, partition, sent.size())));
                }
            }
            for (Future<RecordMetadata> one : sent) {
                one.get(bound.toMillis(), TimeUnit.MILLISECONDS);
            }
            return sent.size();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new IOException("no fence could be written to " + journal(cell) + " within " + bound, e);
        }
    }

    private static ProducerRecord<String, byte[]> record(Outcome fence, PartitionInfo partition, int number) {
        Outcome.Builder here = fence.toBuilder();
        here.getFenceBuilder().setPartition(number);
        byte[] bytes = RecordCodec.OUTCOME.encode(here.build());
        return new ProducerRecord<>(partition.topic(), partition.partition(), fence.getPaceKey(), bytes);
    }
}
