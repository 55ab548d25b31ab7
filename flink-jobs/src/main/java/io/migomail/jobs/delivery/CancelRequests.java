package io.migomail.jobs.delivery;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.CancelRecord;
import io.migomail.jobs.Keyed;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code mail.cancels} without the verdicts on it, keyed by message. */
final class CancelRequests implements KafkaRecordDeserializationSchema<Keyed> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CancelRequests.class);

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Keyed> out) {
        if (record.value() == null) {
            return;
        }
        try {
            CancelRecord cancel = RecordCodec.CANCEL.decode(record.value());
            if (cancel.getVerdict().isEmpty()) {
                out.collect(new Keyed(cancel.getMessageId(), record.value()));
            }
        } catch (RecordFormatException e) {
            LOG.error("a cancel that cannot be read is skipped: {}@{}", record.topic(), record.offset(), e);
        }
    }

    @Override
    public TypeInformation<Keyed> getProducedType() {
        return Keyed.TYPE;
    }
}
