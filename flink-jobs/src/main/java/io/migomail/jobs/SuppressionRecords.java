package io.migomail.jobs;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.SuppressionScope;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code suppressions}, keyed by scope. */
public final class SuppressionRecords implements KafkaRecordDeserializationSchema<Keyed> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SuppressionRecords.class);

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Keyed> out) {
        if (record.value() == null) {
            return;
        }
        try {
            String scope = SuppressionScope.name(RecordCodec.SUPPRESSION.decode(record.value()));
            out.collect(new Keyed(scope, record.value()));
        } catch (RecordFormatException e) {
            LOG.error("a suppression that cannot be read is skipped: {}@{}", record.topic(), record.offset(), e);
        }
    }

    @Override
    public TypeInformation<Keyed> getProducedType() {
        return Keyed.TYPE;
    }
}
