package io.migomail.jobs.accounting;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.Topics;
import io.migomail.core.record.MailEvent;
import io.migomail.jobs.Keyed;
import io.migomail.mta.metric.FlinkMeters;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal's topics as public events, keyed by message. A record that cannot be read is counted, logged with
 * its place, and skipped: it must not stop everybody's accounts.
 */
final class EventsOf implements KafkaRecordDeserializationSchema<Keyed> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EventsOf.class);

    private transient @Nullable EventMeters meters;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        meters = new EventMeters(new FlinkMeters(context.getMetricGroup()));
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Keyed> out) {
        EventMeters counting = meters;
        if (counting == null) {
            throw new IllegalStateException("not opened");
        }
        try {
            for (MailEvent event : events(record)) {
                counting.derived(event);
                out.collect(new Keyed(event.getHead().getMessageId(), RecordCodec.EVENT.encode(event)));
            }
        } catch (RecordFormatException | IllegalArgumentException e) {
            counting.unreadable();
            LOG.warn("skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private static List<MailEvent> events(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new RecordFormatException("no value", null);
        }
        return record.topic().equals(Topics.OUTCOMES.name())
                ? EventDeriver.of(RecordCodec.OUTCOME.decode(record.value()))
                : EventDeriver.of(RecordCodec.ACCEPTED.decode(record.value()), record.timestamp());
    }

    @Override
    public TypeInformation<Keyed> getProducedType() {
        return Keyed.TYPE;
    }
}
