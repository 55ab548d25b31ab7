package io.migomail.jobs.accounting;

import io.migomail.analytics.events.EventJson;
import io.migomail.control.ControlPlane;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Webhook;
import io.migomail.jobs.JobMetric;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.Count;
import java.io.Serializable;
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

    /** How the function gets the control plane on the machine where it runs. */
    @FunctionalInterface
    interface Opener extends Serializable {
        ControlPlane open() throws InterruptedException;
    }

    /** What it holds while it is open. */
    private record Opened(ControlPlane control, Count late) {}

    private final Opener opener;
    private transient @Nullable Opened opened;

    WebhookMatch(Opener opener) {
        this.opener = opener;
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        Count late = new FlinkMeters(getRuntimeContext().getMetricGroup()).counter(JobMetric.ACCOUNTING_CONTROL_LATE);
        opened = new Opened(opener.open(), late);
    }

    @Override
    public void flatMap(byte[] record, Collector<WebhookInput> out) throws InterruptedException {
        if (opened == null) {
            throw new IllegalStateException("not opened");
        }
        MailEvent event;
        try {
            event = RecordCodec.EVENT.decode(record);
        } catch (RecordFormatException e) {
            LOG.warn("skipped an event: {}", e.getMessage());
            return;
        }
        MessageHead head = event.getHead();
        awaitControl(opened, head);
        match(event, opened.control().view().webhooks(head.getApplicationId(), head.getEnvironment()), out);
    }

    /** Whoever subscribed before the message was accepted is told of it, however far behind this process's view is. */
    private static void awaitControl(Opened opened, MessageHead head) throws InterruptedException {
        if (!opened.control().awaitOffset(head.getControlOffset(), Limits.CONTROL_READ_TIMEOUT)) {
            opened.late().one();
            LOG.warn(
                    "the control view did not reach offset {} within {}; webhooks of {} are those it knows",
                    head.getControlOffset(),
                    Limits.CONTROL_READ_TIMEOUT,
                    head.getMessageId());
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
        if (opened != null) {
            opened.control().close();
        }
    }
}
