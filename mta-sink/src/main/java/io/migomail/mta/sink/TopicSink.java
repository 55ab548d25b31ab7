package io.migomail.mta.sink;

import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records on their way to Kafka, at least once, through a {@link ProcessProducer}: a task that starts opens nothing, and
 * one that failed closes without a further failure, which would be the end of its TaskManager (docs/adr/0024).
 */
public final class TopicSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1;

    /** What an element is on its topic. */
    @FunctionalInterface
    public interface Records<T> extends Serializable {
        ProducerRecord<String, byte[]> of(T element);
    }

    /** Which of a process's producers: records of one overtake none of its others to the same partition. */
    public enum Line {
        /**
         * The delivery job's: a record waits up to 5 ms for others. Of mail, only what goes on under another key waits with
         * it; but outcomes that a killed process still held are that much more mail sent again.
         */
        MAIL(5, Topics.CANCELS, Topics.QUESTIONS, Topics.STATUS),
        /** The accounting job's: a record waits up to 20 ms for others, which costs fewer requests. */
        ACCOUNTING(20, Topics.EVENTS, Topics.WEBHOOK_OUTCOMES, Topics.SUPPRESSIONS);

        private final int lingerMillis;
        private final List<Topics.Topic> topics;

        Line(int lingerMillis, Topics.Topic... topics) {
            this.lingerMillis = lingerMillis;
            this.topics = List.of(topics);
        }

        /** How long a record may wait for others, in milliseconds. */
        public int lingerMillis() {
            return lingerMillis;
        }

        /** What is written to, known before the first record. */
        List<Topics.Topic> topics(Cell cell) {
            List<Topics.Topic> all = new ArrayList<>(topics);
            if (this == MAIL) {
                all.addAll(cell.topics());
            }
            return all;
        }
    }

    private final KafkaAddress kafka;
    private final Line line;
    private final Cell cell;
    private final Records<T> records;

    /** A sink of a delivery job at these brokers, or of the accounting job, for which the first cell stands. */
    public TopicSink(KafkaAddress kafka, Line line, Cell cell, Records<T> records) {
        this.kafka = kafka;
        this.line = line;
        this.cell = cell;
        this.records = records;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new TopicWriter<>(
                ProcessProducer.take(kafka, line, cell), records, context.getMailboxExecutor(), TimeSource.SYSTEM);
    }
}
