package io.migomail.jobs.delivery;

import io.migomail.core.Blame;
import io.migomail.core.Limits;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.SteadyTime;
import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.Keyed;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepted messages in, encoded deliveries out, rendered and signed. Whatever is wrong with a message ends that message
 * with a coded outcome on {@link #ENDED}; a record that cannot be read at all is counted, logged and skipped. Runs on
 * the task's thread.
 *
 * <p>Next on the message's way: {@link RouteFunction}.
 */
final class RenderFunction extends ProcessFunction<Incoming, byte[]> {
    /** Outcomes of deliveries that end here. */
    static final OutputTag<Keyed> ENDED = new OutputTag<>("ended-at-render", Keyed.TYPE);

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RenderFunction.class);

    private final RenderSources.Opener opener;
    private transient @Nullable Task task;

    /** What lives as long as the task does. */
    private record Task(RenderSources sources, Renderer renderer, SteadyTime time, Counter unreadable, Counter late) {}

    RenderFunction(RenderSources.Opener opener) {
        this.opener = opener;
    }

    @Override
    public void open(OpenContext context) throws java.io.IOException, InterruptedException {
        RenderSources sources = opener.open();
        var metrics = getRuntimeContext().getMetricGroup();
        task = new Task(
                sources,
                new Renderer(sources, TimeSource.SYSTEM),
                new SteadyTime(TimeSource.SYSTEM, step -> {}),
                metrics.counter("unreadable_records"),
                metrics.counter("control_view_late"));
    }

    @Override
    public void processElement(Incoming incoming, Context context, Collector<byte[]> out) throws InterruptedException {
        Task here = java.util.Objects.requireNonNull(task, "not opened");
        AcceptedMessage message;
        try {
            message = RecordCodec.ACCEPTED.decode(incoming.value());
        } catch (RecordFormatException e) {
            here.unreadable().inc();
            LOG.error("{} cannot be read and is skipped", incoming.place(), e);
            return;
        }
        long now = here.time().wallMillis();
        long expiresAt = here.time().toSteady(message.getExpiresAt(), incoming.queuedAt());
        if (message.getExpiresAt() > 0 && expiresAt <= now) {
            end(
                    message,
                    incoming,
                    OutcomeKind.EXPIRED,
                    new RenderException("expired", "its life ended in the log"),
                    context);
            return;
        }
        awaitControl(message, here);
        List<Delivery> deliveries;
        try {
            deliveries = render(here.renderer(), message, incoming);
        } catch (RenderException e) {
            end(message, incoming, OutcomeKind.FAILED, e, context);
            return;
        }
        for (Delivery delivery : deliveries) {
            out.collect(RecordCodec.DELIVERY.encode(delivery));
        }
    }

    /** A defect of ours that one message brings to light must not become everybody's restart loop. */
    private static List<Delivery> render(Renderer renderer, AcceptedMessage message, Incoming incoming)
            throws RenderException, InterruptedException {
        try {
            return renderer.render(message, incoming.queuedAt());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} ({}) cannot be rendered", message.getHead().getMessageId(), incoming.place(), e);
            throw new RenderException(RenderException.RENDER_FAILED, "the message cannot be rendered");
        }
    }

    /** A view that does not get there in time is not the message's fault: it is rendered with what is known. */
    private static void awaitControl(AcceptedMessage message, Task here) throws InterruptedException {
        if (!here.sources().await(message.getControlOffset(), Limits.CONTROL_READ_TIMEOUT)) {
            here.late().inc();
            LOG.warn(
                    "the control view did not reach offset {} within {}; {} goes on without",
                    message.getControlOffset(),
                    Limits.CONTROL_READ_TIMEOUT,
                    message.getHead().getMessageId());
        }
    }

    private void end(
            AcceptedMessage message, Incoming incoming, OutcomeKind kind, RenderException why, Context context) {
        long now = java.util.Objects.requireNonNull(task, "not opened").time().wallMillis();
        boolean ours = why.code().equals(RenderException.BODY_UNAVAILABLE);
        for (Delivery delivery : Renderer.bare(message, incoming.queuedAt())) {
            Outcome.Builder outcome = Outcomes.ended(kind, delivery, why.code(), why.detail(), now);
            if (ours) {
                outcome.setBlame(Blame.US.word());
            }
            context.output(ENDED, Outcomes.keyed(outcome.build()));
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.sources().close();
        }
    }
}
