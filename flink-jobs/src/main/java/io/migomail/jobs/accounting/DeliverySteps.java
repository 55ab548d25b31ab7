package io.migomail.jobs.accounting;

import io.migomail.core.EventType;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.MailEvent;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads public events as steps of deliveries; others tell of none. One that cannot be read is counted, logged and skipped. */
final class DeliverySteps implements KafkaRecordDeserializationSchema<DeliveryStep> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DeliverySteps.class);

    private transient Counter unreadable = new SimpleCounter();

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        unreadable = context.getMetricGroup().counter("unreadable_records");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<DeliveryStep> out) {
        try {
            if (record.value() != null) {
                MailEvent event = RecordCodec.EVENT.decode(record.value());
                if (EventType.of(event.getType()).ofDelivery()) {
                    out.collect(DeliveryStep.of(event));
                }
            }
        } catch (RecordFormatException | IllegalArgumentException e) {
            unreadable.inc();
            LOG.warn("skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public TypeInformation<DeliveryStep> getProducedType() {
        return DeliveryStep.TYPE;
    }
}
