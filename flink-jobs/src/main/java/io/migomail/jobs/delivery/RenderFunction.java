package io.migomail.jobs.delivery;

import io.migomail.core.Limits;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.jobs.Keyed;
import io.migomail.mta.pace.ProcessTime;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Accepted messages in, encoded deliveries out, rendered and signed; ends on {@link #ENDED}. That there is a message with
 * an idempotency key, and its ends, are told on {@link #CLAIMS} in the order of the log. What is scheduled
 * waits in {@link DueFunction} first. What is large, or meets a body
 * store that is away, goes out on {@link #LARGE} to {@link LargeRender}, so that nobody waits behind it. Runs on the
 * task's thread; never waits for a body.
 *
 * <p>Next on the message's way: {@link RouteFunction}.
 */
final class RenderFunction extends ProcessFunction<Incoming, byte[]> {
    /** Outcomes of deliveries that end here and have no idempotency key. */
    static final OutputTag<Keyed> ENDED = new OutputTag<>("ended-at-render", Keyed.TYPE);

    /** What {@link IdempotencyFunction} gets from rendering. */
    static final OutputTag<Claim> CLAIMS = new OutputTag<>("claims-at-render", Claim.TYPE);

    /** Messages that another thread renders. */
    static final OutputTag<Incoming> LARGE = new OutputTag<>("large", Incoming.TYPE);

    /** Messages without an idempotency key that wait for their time. */
    static final OutputTag<Scheduled> SCHEDULED = new OutputTag<>("scheduled-at-render", Scheduled.TYPE);

    private static final long serialVersionUID = 2L;

    private final RenderSources.Opener opener;
    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient RenderDesk desk;

    RenderFunction(RenderSources.Opener opener) {
        this.opener = opener;
    }

    @Override
    public void open(OpenContext context) throws IOException, InterruptedException {
        desk = new RenderDesk(
                opener.open(), ProcessTime.STEADY, getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Incoming incoming, Context context, Collector<byte[]> out) throws InterruptedException {
        AcceptedMessage message = desk.read(incoming);
        if (message == null) {
            return;
        }
        Claim claim = Claim.of(message, incoming.queuedAt());
        if (claim != null) {
            context.output(CLAIMS, claim);
        }
        Scheduled scheduled = Scheduled.of(message, incoming.value());
        if (scheduled != null) {
            wait(message, scheduled, incoming, context);
            return;
        }
        boolean large = message.hasContentReference() || incoming.value().length > Limits.INLINE_BYTES / 2;
        if (large || desk.render(message, incoming, ways(context, out)) != null) {
            context.output(LARGE, incoming);
        }
    }

    private static void wait(AcceptedMessage message, Scheduled scheduled, Incoming incoming, Context context) {
        List<Claim> claims = Claim.of(scheduled, message, incoming.queuedAt());
        if (claims.isEmpty()) {
            context.output(SCHEDULED, scheduled);
        } else {
            claims.forEach(claim -> context.output(CLAIMS, claim));
        }
    }

    private static RenderDesk.Out ways(Context context, Collector<byte[]> out) {
        return new RenderDesk.Out(
                out::collect, end -> context.output(ENDED, end), claim -> context.output(CLAIMS, claim));
    }

    @Override
    public void close() {
        if (desk != null) {
            desk.close();
        }
    }
}
