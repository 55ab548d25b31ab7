package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.core.AccountingLimits;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.MailWindow;
import io.migomail.jobs.RecordBytes;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Windows of a minute and a cut, written whole once a second while they change and held for a while after their end (docs/adr/0047).
 * What comes after that leaves by {@link #LATE}. Runs on the task's thread.
 */
final class OpenWindows extends KeyedProcessFunction<String, WindowFact, byte[]> implements CheckpointedFunction {
    /** Encoded {@code LateEvent} records. */
    static final OutputTag<byte[]> LATE = new OutputTag<>("late", RecordBytes.TYPE);
    /** How often a window is written that changes. */
    static final long WRITTEN_MILLIS = 1_000;

    private static final long serialVersionUID = 1L;

    // Set by open() and initializeState(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient ValueState<OpenWindow> open;

    @SuppressWarnings("NullAway.Init")
    private transient ListState<Long> closedState;
    /** Event time behind which windows were closed: after a restart there is no watermark for a while. */
    private transient long closed = Long.MIN_VALUE;

    /** Which window a fact belongs to. */
    static String key(WindowFact fact) {
        return fact.minute() + "\n" + fact.cut().key();
    }

    private static long closesAt(long minute) {
        return minute + WindowFact.MINUTE + AccountingLimits.WINDOW_HELD.toMillis();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        closedState =
                context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("closed", Types.LONG));
        closed = Long.MIN_VALUE;
        for (long one : closedState.get()) {
            closed = Math.max(closed, one);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        closedState.clear();
        closedState.add(closed);
    }

    @Override
    public void open(OpenContext context) {
        open = getRuntimeContext().getState(new ValueStateDescriptor<>("window", OpenWindow.TYPE));
    }

    @Override
    public void processElement(WindowFact fact, Context context, Collector<byte[]> out) {
        closed = Math.max(closed, context.timerService().currentWatermark());
        OpenWindow before = StateAccess.read(open::value);
        if (before == null && closesAt(fact.minute()) <= closed) {
            context.output(LATE, RecordCodec.LATE.encode(fact.late(now(context))));
            return;
        }
        MailWindow window = before == null ? fact.alone() : fact.addTo(RecordCodec.WINDOW.decode(before.window()));
        if (before == null) {
            context.timerService().registerEventTimeTimer(closesAt(fact.minute()));
        }
        if (before == null || !before.changed()) {
            context.timerService().registerProcessingTimeTimer(now(context) + WRITTEN_MILLIS);
        }
        StateAccess.write(() -> open.update(new OpenWindow(RecordCodec.WINDOW.encode(window), true)));
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<byte[]> out) {
        closed = Math.max(closed, context.timerService().currentWatermark());
        OpenWindow window = StateAccess.read(open::value);
        if (window == null) {
            return;
        }
        if (window.changed()) {
            out.collect(window.window());
        }
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            open.clear();
        } else if (window.changed()) {
            StateAccess.write(() -> open.update(new OpenWindow(window.window(), false)));
        }
    }
}
