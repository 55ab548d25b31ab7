package io.migomail.mta.pace;

import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.mta.Attempt;
import io.migomail.mta.PaceInput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@link PaceFunction}, which at its start marks the end of every partition of the journal and lets nothing go out
 * until all marks are read back (docs/adr/0012). Then this wakes the keys that have attempts in flight, whose timers
 * stand minutes away, and those that were held, and looks for what else an earlier life left behind. Behind the fence
 * it also puts what API nodes ask to the queues, and once a second publishes the state of those that changed
 * (docs/adr/0016). Task thread only, but for the arrival of requests. Marks that cannot be written, or do not come back
 * while the journal is silent, fail the task.
 */
public final class PaceOperator extends KeyedProcessOperator<String, PaceInput, Attempt>
        implements FlinkOutput.Operator {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PaceOperator.class);
    // The name under which KeyedProcessOperator keeps the function's timers.
    private static final String TIMERS = "user-timers";
    private static final long BEAT_MILLIS = 5_000;
    // Between slices of work that must not hold up mail.
    private static final long BREATH_MILLIS = 5;
    private static final int DISCOVERIES = 50;

    private final PaceFunction function;
    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Fence fence;

    @SuppressWarnings("NullAway.Init")
    private transient InternalTimerService<VoidNamespace> timers;

    @SuppressWarnings("NullAway.Init")
    private transient Requests requests;

    /** What is asked, and the queues that have yet to be found before all of it can be answered. */
    private record Requests(Rounds rounds, Deque<String> undiscovered, AtomicBoolean scheduled) {}

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
        timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        requests = new Requests(new Rounds(), new ArrayDeque<>(), new AtomicBoolean());
        function.attach(this);
        watch(now());
        beat();
        publish();
        function.requests().listen(request -> {
            requests.rounds.add(request);
            try {
                serveIn(0);
            } catch (IllegalStateException e) {
                LOG.debug("this task is on its way down; the next life looks into what is undone", e);
            }
        });
    }

    /** On any thread. */
    private void serveIn(long millis) {
        if (requests.scheduled.compareAndSet(false, true)) {
            long machine = getProcessingTimeService().getCurrentProcessingTime();
            getProcessingTimeService().registerTimer(machine + millis, at -> serve());
        }
    }

    /** One slice of what is to be done beside the mail. */
    private void serve() {
        requests.scheduled.set(false);
        if (!fence.passed()) {
            return;
        }
        for (int i = 0; i < DISCOVERIES && !requests.undiscovered.isEmpty(); i++) {
            String key = requests.undiscovered.removeFirst();
            setCurrentKey(key);
            function.discover(key);
        }
        boolean more = !requests.undiscovered.isEmpty()
                || requests.rounds.step(
                        request -> function.board().busy(pool -> owns(request, pool)), (key, request) -> {
                            setCurrentKey(key);
                            function.ask(key, request);
                        });
        if (more) {
            serveIn(BREATH_MILLIS);
        }
    }

    /** A pool that is gone has no owner to be known by; the ids of messages are beyond guessing. */
    private boolean owns(PaceRequest request, String pool) {
        String owner = function.owner(pool);
        return owner.isEmpty() || owner.equals(request.accountId());
    }

    private void publish() {
        for (String key : function.board().take()) {
            setCurrentKey(key);
            function.publish(key);
        }
        long machine = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService().registerTimer(machine + Limits.PACE_STATUS_INTERVAL.toMillis(), at -> publish());
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
            keys.addAll(keys(FlinkState.MARKS));
            requests.undiscovered.addAll(keys);
            serveIn(BREATH_MILLIS);
        }
    }

    private void watch(long now) {
        if (!fence.passed()) {
            getProcessingTimeService()
                    .registerTimer(function.time().toMachine(fence.patience(now)), at -> watch(now()));
        }
    }

    private void wake(Set<String> keys, long at) {
        for (String key : keys) {
            setCurrentKey(key);
            timer(function.time().toMachine(at));
        }
    }

    @Override
    public void emit(Attempt attempt) {
        output.collect(new StreamRecord<>(attempt));
    }

    @Override
    public <T> void side(OutputTag<T> tag, T value) {
        output.collect(tag, new StreamRecord<>(value));
    }

    @Override
    public void timer(long instant) {
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, instant);
    }

    @Override
    public String currentKey() {
        return (String) getCurrentKey();
    }

    /** The keys for which a state exists. */
    private Set<String> keys(String stateName) {
        try (Stream<String> keys = this.<String>getKeyedStateBackend().getKeys(stateName, VoidNamespace.INSTANCE)) {
            return Set.copyOf(keys.distinct().toList());
        }
    }
}
