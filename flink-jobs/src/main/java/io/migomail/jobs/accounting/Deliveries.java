package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by delivery: lets each event pass once, with what earlier events of its delivery know (docs/adr/0047). A delivery is forgotten
 * when a repeated event would find its window closed. Runs on the task's thread.
 */
final class Deliveries extends KeyedProcessFunction<String, DeliveryStep, WindowFact> {
    private static final long serialVersionUID = 1L;

    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient ValueState<KnownDelivery> known;

    @Override
    public void open(OpenContext context) {
        known = getRuntimeContext().getState(new ValueStateDescriptor<>("delivery", KnownDelivery.TYPE));
    }

    @Override
    public void processElement(DeliveryStep step, Context context, Collector<WindowFact> out) {
        KnownDelivery held = StateAccess.read(known::value);
        KnownDelivery before = held == null ? KnownDelivery.NEW : held;
        KnownDelivery after = before.after(step);
        if (after == null) {
            return;
        }
        StateAccess.write(() -> known.update(after));
        forgetAt(context, before.until(), after.until());
        out.collect(step.fact().after(after.dispatchedAt(), after.refusedAt()));
    }

    private static void forgetAt(Context context, long before, long after) {
        if (before != after) {
            if (before != KnownDelivery.NEW.until()) {
                context.timerService().deleteEventTimeTimer(before);
            }
            context.timerService().registerEventTimeTimer(after);
        }
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<WindowFact> out) {
        @Nullable KnownDelivery held = StateAccess.read(known::value);
        if (held != null && held.until() <= at) {
            known.clear();
        }
    }
}
