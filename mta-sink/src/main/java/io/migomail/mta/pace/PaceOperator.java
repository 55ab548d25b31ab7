package io.migomail.mta.pace;

import io.migomail.mta.Attempt;
import io.migomail.mta.PaceInput;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Runs {@link PaceFunction}, and after a restore wakes every key that has attempts in flight: their timers stand
 * minutes away, and nobody is working on them any more. Task thread only.
 */
public final class PaceOperator extends KeyedProcessOperator<String, PaceInput, Attempt> {
    private static final long serialVersionUID = 1L;
    // The name under which KeyedProcessOperator keeps the function's timers.
    private static final String TIMERS = "user-timers";

    private final PaceFunction function;
    private boolean restored;

    public PaceOperator(PaceFunction function) {
        super(function);
        this.function = function;
    }

    /** The attempts of a stream that is keyed by pace key; side outputs are those of {@link PaceFunction}. */
    public static SingleOutputStreamOperator<Attempt> on(KeyedStream<PaceInput, String> stream, PaceSetup setup) {
        PaceOperator operator = new PaceOperator(new PaceFunction(setup));
        return stream.transform("pace", TypeInformation.of(Attempt.class), operator);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (restored) {
            wakeInFlight(function.hold());
        }
    }

    private void wakeInFlight(long at) {
        InternalTimerService<VoidNamespace> timers =
                getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        for (String key : keysInFlight()) {
            setCurrentKey(key);
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, at);
        }
    }

    private List<String> keysInFlight() {
        try (Stream<String> keys =
                this.<String>getKeyedStateBackend().getKeys(FlinkState.IN_FLIGHT, VoidNamespace.INSTANCE)) {
            return keys.distinct().toList();
        }
    }
}
