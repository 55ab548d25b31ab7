package io.migomail.jobs.accounting;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads public events for what they tell of deliveries that are open. One that cannot be read is counted, logged and skipped. */
final class StuckSteps implements KafkaRecordDeserializationSchema<StuckStep> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StuckSteps.class);

    private transient Counter unreadable = new SimpleCounter();

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        unreadable = context.getMetricGroup().counter("unreadable_records");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<StuckStep> out) {
        try {
            if (record.value() != null) {
                StuckStep step = StuckStep.of(RecordCodec.EVENT.decode(record.value()));
                if (step != null) {
                    out.collect(step);
                }
            }
        } catch (RecordFormatException | IllegalArgumentException e) {
            unreadable.inc();
            LOG.warn("skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public TypeInformation<StuckStep> getProducedType() {
        return StuckStep.TYPE;
    }
}
