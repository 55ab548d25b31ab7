package io.migomail.jobs.delivery;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads accepted messages with the time at which they became durable. */
final class IncomingRecords implements KafkaRecordDeserializationSchema<Incoming> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Incoming> out) {
        if (record.value() != null) {
            String place = record.topic() + "-" + record.partition() + "@" + record.offset();
            out.collect(new Incoming(record.value(), record.timestamp(), place));
        }
    }

    @Override
    public TypeInformation<Incoming> getProducedType() {
        return Incoming.TYPE;
    }
}
