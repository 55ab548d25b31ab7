package io.migomail.jobs.delivery;

import io.migomail.core.Limits;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.mta.pace.PaceSetup;
import io.migomail.telemetry.LogFields;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders large messages beside the chain of their class, keyed by their id. Where the body store does not answer, the
 * message waits in state and is tried again until its life ends; a body that is missing or damaged is looked for a
 * while, then its message ends as {@code body_unavailable} (docs/adr/0011). Ends go where those of {@link RenderFunction}
 * go. Task thread of its own.
 */
final class LargeRender extends KeyedProcessFunction<String, Incoming, byte[]> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(LargeRender.class);

    private final RenderSources.Opener opener;
    private final PaceSetup.Clock clock;
    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Task task;

    /** What lives as long as the task does. */
    private record Task(RenderDesk desk, ValueState<Incoming> waiting, ValueState<Long> since) {}

    LargeRender(RenderSources.Opener opener, PaceSetup.Clock clock) {
        this.opener = opener;
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) throws IOException, InterruptedException {
        task = new Task(
                new RenderDesk(opener.open(), clock.open(), getRuntimeContext().getMetricGroup()),
                getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", Incoming.TYPE)),
                getRuntimeContext().getState(new ValueStateDescriptor<>("since", Types.LONG)));
    }

    @Override
    public void processElement(Incoming incoming, Context context, Collector<byte[]> out)
            throws IOException, InterruptedException {
        attempt(incoming, context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<byte[]> out)
            throws IOException, InterruptedException {
        Incoming incoming = task.waiting().value();
        if (incoming != null) {
            attempt(incoming, context, out);
        }
    }

    private void attempt(Incoming incoming, Context context, Collector<byte[]> out)
            throws IOException, InterruptedException {
        AcceptedMessage message = task.desk().read(incoming);
        if (message == null) {
            return;
        }
        RenderDesk.Out ways = new RenderDesk.Out(
                out::collect,
                end -> context.output(RenderFunction.ENDED, end),
                claim -> context.output(RenderFunction.CLAIMS, claim));
        RenderException inTheWay = task.desk().render(message, incoming, ways);
        if (inTheWay != null && worthWaiting(inTheWay)) {
            park(message, incoming, context, inTheWay);
            return;
        }
        if (inTheWay != null) {
            task.desk().giveUp(message, incoming, inTheWay, ways);
        }
        task.waiting().clear();
        task.since().clear();
    }

    private boolean worthWaiting(RenderException why) throws IOException {
        Long since = task.since().value();
        return why.passing() || since == null || task.desk().now() - since < Limits.BODY_SECOND_LOOK.toMillis();
    }

    private void park(AcceptedMessage message, Incoming incoming, Context context, RenderException why)
            throws IOException {
        if (task.since().value() == null) {
            try (LogFields fields = LogFields.of(message.getHead())) {
                LOG.warn("{} waits for the body store", message.getHead().getMessageId(), why);
            }
            task.waiting().update(incoming);
            task.since().update(task.desk().now());
        }
        long machine = context.timerService().currentProcessingTime();
        // In whole steps, so that many share a timer's instant.
        long step = Limits.BODY_RETRY.toMillis();
        context.timerService().registerProcessingTimeTimer((machine / step + 1) * step);
    }

    @Override
    public void close() {
        if (task != null) {
            task.desk().close();
        }
    }
}
