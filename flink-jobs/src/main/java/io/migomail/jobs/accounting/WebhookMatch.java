package io.migomail.jobs.accounting;

import io.migomail.analytics.events.EventJson;
import io.migomail.control.ControlPlane;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.TimeSource;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Webhook;
import io.migomail.jobs.JobConfig;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which webhooks want an event: those of its application and environment that are enabled and name its type. */
final class WebhookMatch extends RichFlatMapFunction<byte[], WebhookInput> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookMatch.class);

    private final JobConfig config;
    private transient @Nullable ControlPlane control;

    WebhookMatch(JobConfig config) {
        this.config = config;
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        control = ControlPlane.shared(config.bootstrap(), TimeSource.SYSTEM);
    }

    @Override
    public void flatMap(byte[] record, Collector<WebhookInput> out) {
        if (control == null) {
            throw new IllegalStateException("not opened");
        }
        try {
            MailEvent event = RecordCodec.EVENT.decode(record);
            match(
                    event,
                    control.view()
                            .webhooks(
                                    event.getHead().getApplicationId(),
                                    event.getHead().getEnvironment()),
                    out);
        } catch (RecordFormatException e) {
            LOG.warn("skipped an event: {}", e.getMessage());
        }
    }

    static void match(MailEvent event, List<Webhook> candidates, Collector<WebhookInput> out) {
        byte[] body = null;
        for (Webhook webhook : candidates) {
            boolean wanted =
                    webhook.getEventsCount() == 0 || webhook.getEventsList().contains(event.getType());
            if (webhook.getEnabled() && wanted) {
                body = body == null ? EventJson.bytes(event) : body;
                out.collect(new WebhookInput(webhook.getId(), WebhookInput.Kind.EVENT, event.getEventId(), body));
            }
        }
    }

    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
    }
}
