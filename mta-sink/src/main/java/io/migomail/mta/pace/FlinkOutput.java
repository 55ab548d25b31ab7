package io.migomail.mta.pace;

import io.migomail.core.RecordCodec;
import io.migomail.core.SteadyTime;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.PaceInput;
import io.migomail.mta.Routing;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** PACE's effects as Flink's outputs and timers, within the call of one key. Task thread only. */
final class FlinkOutput implements PaceOutput {
    // Held keys are woken when the fence is passed; their timers are for the case that this life ends before.
    private static final long LOOK_AGAIN = 1_000;

    private KeyedProcessFunction<String, PaceInput, Attempt>.@Nullable Context context;
    private @Nullable Collector<Attempt> attempts;
    private final Fence fence;
    private final SteadyTime time;
    private final Lookups lookups;

    void enter(KeyedProcessFunction<String, PaceInput, Attempt>.Context context, Collector<Attempt> out) {
        this.context = context;
        this.attempts = out;
    }

    FlinkOutput(Fence fence, SteadyTime time, Lookups lookups) {
        this.fence = fence;
        this.time = time;
        this.lookups = lookups;
    }

    @Override
    public void emit(Attempt attempt) {
        java.util.Objects.requireNonNull(attempts).collect(attempt);
    }

    @Override
    public void settle(Outcome outcome) {
        JournalEntry entry = new JournalEntry(outcome.getPaceKey(), RecordCodec.OUTCOME.encode(outcome));
        current().output(PaceFunction.SETTLED, entry);
    }

    @Override
    public void reroute(Outcome outcome) {
        JournalEntry entry = new JournalEntry(outcome.getPaceKey(), RecordCodec.OUTCOME.encode(outcome));
        current().output(PaceFunction.REROUTED, entry);
    }

    @Override
    public @Nullable Routing routing(Delivery delivery) {
        return lookups.ask(delivery);
    }

    @Override
    public void wakeAt(long instant) {
        current().timerService().registerProcessingTimeTimer(time.toMachine(instant));
    }

    @Override
    public boolean emitting() {
        return fence.passed();
    }

    @Override
    public long hold(long now) {
        fence.hold(current().getCurrentKey());
        return (now / LOOK_AGAIN + 1) * LOOK_AGAIN;
    }

    private KeyedProcessFunction<String, PaceInput, Attempt>.Context current() {
        return java.util.Objects.requireNonNull(context);
    }
}
