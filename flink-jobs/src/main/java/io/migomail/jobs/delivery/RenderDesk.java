package io.migomail.jobs.delivery;

import io.migomail.core.Blame;
import io.migomail.core.Limits;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.SteadyTime;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.Keyed;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.LogFields;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From accepted messages to rendered deliveries or coded ends, as the operators do it: whatever is wrong with a message
 * ends that message; a record that cannot be read at all is counted, logged and skipped. One task thread.
 */
final class RenderDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RenderDesk.class);

    private final RenderSources sources;
    private final Renderer renderer;
    private final SteadyTime time;
    private final RenderMeters meters;

    /** Where a message's deliveries go, and ends without and with an idempotency key. */
    record Out(Consumer<byte[]> deliveries, Consumer<Keyed> ended, Consumer<Claim> claims) {
        private void end(Outcome outcome) {
            Claim claim = Claim.of(Claim.Kind.UNRENDERED, outcome);
            if (claim == null) {
                ended.accept(Outcomes.keyed(outcome));
            } else {
                claims.accept(claim);
            }
        }
    }

    RenderDesk(RenderSources sources, SteadyTime time, MetricGroup metrics) {
        this.sources = sources;
        this.renderer = new Renderer(sources, time.machine());
        this.time = time;
        this.meters = RenderMeters.of(new FlinkMeters(metrics));
    }

    /** The message of a record; null where it cannot be read. */
    @Nullable
    AcceptedMessage read(Incoming incoming) {
        try {
            return RecordCodec.ACCEPTED.decode(incoming.value());
        } catch (RecordFormatException e) {
            meters.unreadable().one();
            LOG.error("{} cannot be read and is skipped", incoming.place(), e);
            return null;
        }
    }

    /** Milliseconds by the desk's clock. */
    long now() {
        return time.wallMillis();
    }

    /**
     * Renders it or ends it; returns why not, where only the body store is in the way. What has expired is rendered too:
     * PACE alone knows whether it was delivered in an earlier life, and ends it if not.
     */
    @Nullable
    RenderException render(AcceptedMessage message, Incoming incoming, Out out) throws InterruptedException {
        awaitControl(message);
        try {
            List<Delivery> deliveries = rendered(message, incoming);
            meters.rendered(message.getHead().getMessageClass(), deliveries.size());
            for (Delivery delivery : deliveries) {
                out.deliveries().accept(RecordCodec.DELIVERY.encode(delivery));
            }
        } catch (RenderException e) {
            meters.failures().one();
            return ended(message, incoming, e, out);
        }
        return null;
    }

    /** What is in the way of the body is waited for, as long as the message lives. */
    private @Nullable RenderException ended(AcceptedMessage message, Incoming incoming, RenderException why, Out out) {
        if (!why.ofTheBodyStore()) {
            end(message, incoming, OutcomeKind.FAILED, why, out);
            return null;
        }
        if (!expired(message, incoming)) {
            return why;
        }
        RenderException late = new RenderException("expired", "its life ended while its body was away");
        end(message, incoming, OutcomeKind.EXPIRED, late, out);
        return null;
    }

    private boolean expired(AcceptedMessage message, Incoming incoming) {
        long expiresAt = time.toSteady(message.getExpiresAt(), incoming.queuedAt());
        return message.getExpiresAt() > 0 && expiresAt <= now();
    }

    /** The message ends because its body is gone. */
    void giveUp(AcceptedMessage message, Incoming incoming, RenderException why, Out out) {
        try (LogFields fields = LogFields.of(message.getHead())) {
            LOG.error(
                    "ALARM body_unavailable: {} cannot be rendered",
                    message.getHead().getMessageId(),
                    why);
        }
        end(message, incoming, OutcomeKind.FAILED, why, out);
    }

    /** A defect of ours that one message brings to light must not become everybody's restart loop. */
    private List<Delivery> rendered(AcceptedMessage message, Incoming incoming)
            throws RenderException, InterruptedException {
        try {
            long began = time.monotonicNanos();
            List<Delivery> deliveries = renderer.render(message, incoming.queuedAt());
            meters.times().nanos(time.monotonicNanos() - began);
            return deliveries;
        } catch (RuntimeException | StackOverflowError e) {
            try (LogFields fields = LogFields.of(message.getHead())) {
                LOG.error("{} ({}) cannot be rendered", message.getHead().getMessageId(), incoming.place(), e);
            }
            throw new RenderException(RenderException.RENDER_FAILED, "the message cannot be rendered");
        }
    }

    /** A view that does not get there in time is not the message's fault: it is rendered with what is known. */
    private void awaitControl(AcceptedMessage message) throws InterruptedException {
        long offset = Math.max(message.getHead().getControlOffset(), message.getControlOffset());
        if (!sources.await(offset, Limits.CONTROL_READ_TIMEOUT)) {
            meters.late().one();
            try (LogFields fields = LogFields.of(message.getHead())) {
                LOG.warn(
                        "the control view did not reach offset {} within {}; {} goes on without",
                        offset,
                        Limits.CONTROL_READ_TIMEOUT,
                        message.getHead().getMessageId());
            }
        }
    }

    private void end(AcceptedMessage message, Incoming incoming, OutcomeKind kind, RenderException why, Out out) {
        for (Delivery delivery : Renderer.bare(message, incoming.queuedAt())) {
            Outcome.Builder outcome = Outcomes.ended(kind, delivery, why.code(), why.detail(), now());
            if (why.ofTheBodyStore()) {
                outcome.setBlame(Blame.US.word());
            }
            out.end(outcome.build());
        }
    }

    @Override
    public void close() {
        sources.close();
    }
}
