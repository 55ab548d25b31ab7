package io.migomail.jobs.accounting;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.Topics;
import io.migomail.core.WebhookRequestKind;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRequest;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes and requests for the queues of webhooks. A record that cannot be read is logged and skipped: its attempt, or
 * its page, counts as lost.
 */
final class WebhookSignals implements KafkaRecordDeserializationSchema<WebhookInput> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSignals.class);

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<WebhookInput> out) {
        if (record.value() == null) {
            return;
        }
        try {
            out.collect(
                    record.topic().equals(Topics.WEBHOOK_REQUESTS.name())
                            ? request(record.value())
                            : outcome(record.value()));
        } catch (RecordFormatException | IllegalArgumentException e) {
            LOG.warn("skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private static WebhookInput outcome(byte[] record) {
        WebhookOutcome outcome = RecordCodec.WEBHOOK_OUTCOME.decode(record);
        return new WebhookInput(outcome.getWebhookId(), WebhookInput.Kind.OUTCOME, outcome.getEventId(), record);
    }

    private static WebhookInput request(byte[] record) {
        WebhookRequest request = RecordCodec.WEBHOOK_REQUEST.decode(record);
        WebhookRequestKind.of(request.getKind()); // one of a newer build is for that
        return new WebhookInput(request.getWebhookId(), WebhookInput.Kind.REQUEST, request.getEventId(), record);
    }

    @Override
    public TypeInformation<WebhookInput> getProducedType() {
        return WebhookInput.TYPE;
    }
}
