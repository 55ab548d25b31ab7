package io.migomail.jobs.delivery;

import io.migomail.core.RecordCodec;
import io.migomail.core.SandboxResult;
import io.migomail.core.SuppressionReason;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Suppression;
import io.migomail.jobs.Keyed;
import io.migomail.mta.PaceInput;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Marks deliveries whose recipient is on the suppression list of their application; keyed by {@link Addressed#scope},
 * for all classes, directly before PACE. PACE ends them, for it alone knows whether one was delivered in an earlier life
 * (docs/adr/0033). Of two changes the later by its instant holds, in whatever order they are read. Task thread; never
 * blocks.
 *
 * <p>Next on the message's way: {@link io.migomail.mta.pace.PaceFunction}.
 */
final class SuppressFunction extends KeyedCoProcessFunction<String, Addressed, Keyed, PaceInput> {
    private static final long serialVersionUID = 1L;

    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Task task;

    /** What lives as long as the task does. */
    private record Task(ValueState<byte[]> latest, Counter suppressed) {}

    @Override
    public void open(OpenContext context) {
        task = new Task(
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("suppression", TypeInformation.of(byte[].class))),
                getRuntimeContext().getMetricGroup().counter("suppressed"));
    }

    @Override
    public void processElement1(Addressed delivery, Context context, Collector<PaceInput> out) throws IOException {
        PaceInput input = delivery.input();
        String reason = reason(delivery);
        if (reason.isEmpty()) {
            out.collect(input);
            return;
        }
        task.suppressed().inc();
        Delivery marked = RecordCodec.DELIVERY.decode(input.payload()).toBuilder()
                .setSuppressed(reason)
                .build();
        out.collect(new PaceInput(input.paceKey(), input.kind(), RecordCodec.DELIVERY.encode(marked)));
    }

    /** Why it is suppressed; empty where it is not. */
    private String reason(Addressed delivery) throws IOException {
        byte[] latest = task.latest().value();
        Suppression suppression = latest == null ? null : RecordCodec.SUPPRESSION.decode(latest);
        if (suppression != null && !suppression.getRemoved()) {
            return suppression.getReason();
        }
        if (!SuppressionScope.isSandbox(delivery.scope())) {
            return "";
        }
        Delivery sandbox = RecordCodec.DELIVERY.decode(delivery.input().payload());
        boolean simulated = SandboxResult.of(sandbox.getHead(), sandbox.getRecipient()) == SandboxResult.SUPPRESSED;
        return simulated ? SuppressionReason.MANUAL.word() : "";
    }

    @Override
    public void processElement2(Keyed change, Context context, Collector<PaceInput> out) throws IOException {
        byte[] latest = task.latest().value();
        long at = RecordCodec.SUPPRESSION.decode(change.value()).getAt();
        if (latest == null || at >= RecordCodec.SUPPRESSION.decode(latest).getAt()) {
            task.latest().update(change.value());
        }
    }
}
