package io.migomail.jobs.delivery;

import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.jobs.Keyed;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Accepted messages in, encoded deliveries out, rendered and signed; ends on {@link #ENDED}. What is large, or meets a body
 * store that is away, goes out on {@link #LARGE} to {@link LargeRender}, so that nobody waits behind it. Runs on the
 * task's thread; never waits for a body.
 *
 * <p>Next on the message's way: {@link RouteFunction}.
 */
final class RenderFunction extends ProcessFunction<Incoming, byte[]> {
    /** Outcomes of deliveries that end here. */
    static final OutputTag<Keyed> ENDED = new OutputTag<>("ended-at-render", Keyed.TYPE);

    /** Messages that another thread renders. */
    static final OutputTag<Incoming> LARGE = new OutputTag<>("large", Incoming.TYPE);

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
                opener.open(), TimeSource.SYSTEM, getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Incoming incoming, Context context, Collector<byte[]> out) throws InterruptedException {
        AcceptedMessage message = desk.read(incoming);
        if (message == null) {
            return;
        }
        boolean large = message.hasContentReference() || incoming.value().length > Limits.INLINE_BYTES / 2;
        if (large
                || desk.render(message, incoming, new RenderDesk.Out(out::collect, end -> context.output(ENDED, end)))
                        != null) {
            context.output(LARGE, incoming);
        }
    }

    @Override
    public void close() {
        if (desk != null) {
            desk.close();
        }
    }
}
