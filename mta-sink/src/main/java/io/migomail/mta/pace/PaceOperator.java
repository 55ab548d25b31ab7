package io.migomail.mta.pace;

import io.migomail.core.RecordCodec;
import io.migomail.mta.Attempt;
import io.migomail.mta.PaceInput;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@link PaceFunction}, which at its start marks the end of every partition of the journal and lets nothing go out
 * until all marks are read back (docs/adr/0012). Then this wakes the keys that have attempts in flight, whose timers
 * stand minutes away, and those that were held. Task thread only. Marks that cannot be written, or do not come back
 * while the journal is silent, fail the task.
 */
public final class PaceOperator extends KeyedProcessOperator<String, PaceInput, Attempt> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PaceOperator.class);
    // The name under which KeyedProcessOperator keeps the function's timers.
    private static final String TIMERS = "user-timers";
    private static final long BEAT_MILLIS = 5_000;

    private final PaceFunction function;
    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Fence fence;

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
    public void open() throws Exception {
        super.open();
        fence = function.fence();
        watch(now());
        beat();
    }

    private long now() {
        return function.time().wallMillis();
    }

    /** Looks at the clock from time to time, for steps back make timers late that were set before. */
    private void beat() {
        long machine = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService().registerTimer(machine + BEAT_MILLIS, at -> {
            afterClockStep(now());
            beat();
        });
    }

    /** Every queue looks again, and asks for its timer by the clock as it is now. */
    private void afterClockStep(long now) {
        if (function.takeClockStep()) {
            Set<String> keys = new HashSet<>(keys(FlinkState.MARKS));
            keys.addAll(keys(FlinkState.IN_FLIGHT));
            wake(keys, now);
        }
    }

    @Override
    public void processElement(StreamRecord<PaceInput> element) throws Exception {
        PaceInput input = element.getValue();
        switch (input.kind()) {
            case FENCE -> mark(input);
            case OUTCOME -> {
                fence.heard(now());
                super.processElement(element);
            }
            case DELIVERY -> super.processElement(element);
        }
        afterClockStep(now());
    }

    private void mark(PaceInput input) {
        if (fence.read(RecordCodec.OUTCOME.decode(input.payload()), now())) {
            Set<String> keys = new HashSet<>(fence.release());
            keys.addAll(keys(FlinkState.IN_FLIGHT));
            LOG.info("the journal is read up to this life; {} queues go on", keys.size());
            wake(keys, now());
        }
    }

    private void watch(long now) {
        if (!fence.passed()) {
            getProcessingTimeService()
                    .registerTimer(function.time().toMachine(fence.patience(now)), at -> watch(now()));
        }
    }

    private void wake(Set<String> keys, long at) {
        InternalTimerService<VoidNamespace> timers =
                getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        for (String key : keys) {
            setCurrentKey(key);
            timers.registerProcessingTimeTimer(
                    VoidNamespace.INSTANCE, function.time().toMachine(at));
        }
    }

    /** The keys for which a state exists. */
    private Set<String> keys(String stateName) {
        try (Stream<String> keys = this.<String>getKeyedStateBackend().getKeys(stateName, VoidNamespace.INSTANCE)) {
            return Set.copyOf(keys.distinct().toList());
        }
    }
}
