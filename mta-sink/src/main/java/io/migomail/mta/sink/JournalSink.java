package io.migomail.mta.sink;

import io.migomail.core.TimeSource;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records of the delivery job on their way to Kafka, at least once, through the process's {@link JournalProducer}: a
 * task that starts opens nothing (docs/adr/0024).
 */
public final class JournalSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1;

    /** What an element is on its topic. */
    @FunctionalInterface
    public interface Records<T> extends Serializable {
        ProducerRecord<String, byte[]> of(T element);
    }

    private final String bootstrapServers;
    private final Records<T> records;

    /** A sink at these brokers. */
    public JournalSink(String bootstrapServers, Records<T> records) {
        this.bootstrapServers = bootstrapServers;
        this.records = records;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new JournalWriter<>(
                JournalProducer.take(bootstrapServers), records, context.getMailboxExecutor(), TimeSource.SYSTEM);
    }
}
