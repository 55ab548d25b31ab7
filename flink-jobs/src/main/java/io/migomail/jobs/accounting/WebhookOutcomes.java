package io.migomail.jobs.accounting;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.WebhookOutcome;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Outcomes read back for the queue; one that cannot be read is logged and skipped, its attempt counts as lost. */
final class WebhookOutcomes implements FlatMapFunction<byte[], WebhookInput> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookOutcomes.class);

    @Override
    public void flatMap(byte[] record, Collector<WebhookInput> out) {
        try {
            WebhookOutcome outcome = RecordCodec.WEBHOOK_OUTCOME.decode(record);
            out.collect(
                    new WebhookInput(outcome.getWebhookId(), WebhookInput.Kind.OUTCOME, outcome.getEventId(), record));
        } catch (RecordFormatException e) {
            LOG.warn("skipped a webhook outcome: {}", e.getMessage());
        }
    }
}
