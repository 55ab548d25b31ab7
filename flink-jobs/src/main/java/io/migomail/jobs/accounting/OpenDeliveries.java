package io.migomail.jobs.accounting;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by delivery: says of each that becomes overdue, by the wall clock, and of each that is not any more (docs/adr/0054). Each has one
 * timer at a time, which looks what is to be done when it fires. Runs on the task's thread.
 */
final class OpenDeliveries extends KeyedProcessFunction<String, StuckStep, Overdue> {
    private static final long serialVersionUID = 1L;

    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient ValueState<OpenDelivery> state;

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("open-delivery", OpenDelivery.TYPE));
    }

    @Override
    public void processElement(StuckStep step, Context context, Collector<Overdue> out) {
        OpenDelivery held = StateAccess.read(state::value);
        if (held != null && held.endedAt() > 0) {
            return;
        }
        if (step.ends()) {
            end(held, context, out);
        } else if (held != null) {
            heard(held, held.heard(step), context, out);
        } else if (step.opens()) {
            OpenDelivery open = OpenDelivery.of(step);
            keep(arm(open, open.deadline(), context));
        }
    }

    private void end(@Nullable OpenDelivery held, Context context, Collector<Overdue> out) {
        long now = context.timerService().currentProcessingTime();
        OpenDelivery ended = OpenDelivery.ended(now);
        if (held == null) {
            keep(arm(ended, ended.forgottenAt(), context));
            return;
        }
        if (held.told()) {
            out.collect(Overdue.of(context.getCurrentKey(), held, true));
        }
        // A timer that fires before that sets itself anew, which costs less than to take it back.
        boolean late = held.timerAt() > ended.forgottenAt();
        keep(late ? rearm(ended, held, ended.forgottenAt(), context) : ended.withTimer(held.timerAt()));
    }

    private void heard(OpenDelivery before, OpenDelivery after, Context context, Collector<Overdue> out) {
        long now = context.timerService().currentProcessingTime();
        if (before.told() && after.deadline() > now) {
            out.collect(Overdue.of(context.getCurrentKey(), before, true));
            keep(rearm(after.told(false), before, after.deadline(), context));
        } else {
            keep(after);
        }
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<Overdue> out) {
        OpenDelivery held = StateAccess.read(state::value);
        if (held == null || held.timerAt() != at) {
            return;
        }
        long now = context.timerService().currentProcessingTime();
        boolean waits = held.endedAt() == 0 && !held.told();
        if (held.forgottenAt() <= now) {
            if (held.told()) {
                out.collect(Overdue.of(context.getCurrentKey(), held, true));
            }
            state.clear();
        } else if (waits && held.deadline() > now) {
            keep(arm(held, held.deadline(), context));
        } else if (waits) {
            out.collect(Overdue.of(context.getCurrentKey(), held, false));
            keep(arm(held.told(true), held.forgottenAt(), context));
        } else {
            keep(arm(held, held.forgottenAt(), context));
        }
    }

    private void keep(OpenDelivery delivery) {
        StateAccess.write(() -> state.update(delivery));
    }

    private static OpenDelivery arm(OpenDelivery delivery, long at, Context context) {
        context.timerService().registerProcessingTimeTimer(at);
        return delivery.withTimer(at);
    }

    private static OpenDelivery rearm(OpenDelivery delivery, OpenDelivery before, long at, Context context) {
        context.timerService().deleteProcessingTimeTimer(before.timerAt());
        return arm(delivery, at, context);
    }
}
