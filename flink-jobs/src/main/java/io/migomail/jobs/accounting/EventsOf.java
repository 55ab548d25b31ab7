package io.migomail.jobs.accounting;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.Topics;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.Keyed;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.trace.Tracing;
import java.util.List;
import java.util.UUID;
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

    private transient @Nullable Opened opened;

    /** What it tells besides. */
    private record Opened(EventMeters meters, Tracing tracing) {}

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        Tracing tracing = Tracing.of(System.getenv(), "migomail-jobs");
        if (tracing.on()) {
            context.getUserCodeClassLoader()
                    .registerReleaseHookIfAbsent("migomail-tracing " + UUID.randomUUID(), tracing::close);
        }
        opened = new Opened(new EventMeters(new FlinkMeters(context.getMetricGroup())), tracing);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Keyed> out) {
        Opened telling = opened;
        if (telling == null) {
            throw new IllegalStateException("not opened");
        }
        try {
            for (MailEvent event : events(record, telling.tracing)) {
                telling.meters.derived(event);
                out.collect(new Keyed(event.getHead().getMessageId(), RecordCodec.EVENT.encode(event)));
            }
        } catch (RecordFormatException | IllegalArgumentException e) {
            telling.meters.unreadable();
            LOG.warn("skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private static List<MailEvent> events(ConsumerRecord<byte[], byte[]> record, Tracing tracing) {
        if (record.value() == null) {
            throw new RecordFormatException("no value", null);
        }
        if (!Topics.isOutcomes(record.topic())) {
            return EventDeriver.of(RecordCodec.ACCEPTED.decode(record.value()), record.timestamp());
        }
        Outcome outcome = RecordCodec.OUTCOME.decode(record.value());
        if (tracing.on()) {
            DeliverySpans.of(outcome).forEach(tracing::told);
        }
        return EventDeriver.of(outcome);
    }

    @Override
    public TypeInformation<Keyed> getProducedType() {
        return Keyed.TYPE;
    }
}
