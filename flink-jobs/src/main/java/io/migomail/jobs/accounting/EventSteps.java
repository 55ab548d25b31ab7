package io.migomail.jobs.accounting;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.MailEvent;
import io.migomail.jobs.JobMetric;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.Count;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads public events as what a pipeline wants to know of them. One that cannot be read is counted, logged and skipped. */
final class EventSteps<T> implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EventSteps.class);

    private final Step<T> step;
    private final TypeInformation<T> type;
    private transient Count unreadable = Count.NONE;

    /** What an event is to a pipeline. */
    @FunctionalInterface
    interface Step<T> extends Serializable {
        /**
         * Null where the event is nothing to it.
         *
         * @throws IllegalArgumentException for an event of an unknown word
         */
        @Nullable
        T of(MailEvent event);
    }

    EventSteps(Step<T> step, TypeInformation<T> type) {
        this.step = step;
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        unreadable = new FlinkMeters(context.getMetricGroup()).counter(JobMetric.ACCOUNTING_UNREADABLE);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        try {
            if (record.value() != null) {
                T read = step.of(RecordCodec.EVENT.decode(record.value()));
                if (read != null) {
                    out.collect(read);
                }
            }
        } catch (RecordFormatException | IllegalArgumentException e) {
            unreadable.one();
            LOG.warn("skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }
}
