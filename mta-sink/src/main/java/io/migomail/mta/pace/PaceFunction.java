package io.migomail.mta.pace;

import com.google.protobuf.MessageLite;
import io.migomail.core.Bounded;
import io.migomail.core.Ids;
import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.SteadyTime;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.PaceQuestion;
import io.migomail.mta.Attempt;
import io.migomail.mta.PaceInput;
import io.migomail.mta.Pool;
import io.migomail.mta.PoolDirectory;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.mta.metric.MtaMetric;
import io.migomail.mta.shaping.ShapingRules;
import io.migomail.telemetry.Count;
import java.io.IOException;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Pace} as a Flink function, keyed by pace key; run it with {@link PaceOperator}. Nothing goes out before the
 * journal is read (docs/adr/0012). Task thread only. A record that cannot be read is counted, logged and dropped; a failing
 * store or clock fails the task.
 *
 * <p>Next: {@link Pace}.
 */
public final class PaceFunction extends KeyedProcessFunction<String, PaceInput, Attempt> {
    /** Outcomes that PACE decided; they belong on {@code mail.outcomes}. */
    public static final OutputTag<JournalEntry> SETTLED =
            new OutputTag<>("pace-settled", TypeInformation.of(JournalEntry.class));

    /** Outcomes with which deliveries go on under another key; they belong on {@code mail.reroute}. */
    public static final OutputTag<JournalEntry> REROUTED =
            new OutputTag<>("pace-rerouted", TypeInformation.of(JournalEntry.class));

    /** What API nodes are told, each for the topic that it names. */
    public static final OutputTag<Notice> NOTICES = new OutputTag<>("pace-notices", TypeInformation.of(Notice.class));

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PaceFunction.class);
    // Queues whose heads are kept on the heap; others are read from state when they are needed.
    private static final int CACHED_KEYS = 1024;

    private final PaceSetup setup;
    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Task task;

    private transient int stepsTaken;

    public PaceFunction(PaceSetup setup) {
        this.setup = setup;
    }

    /** What lives as long as the task does. */
    private record Task(
            PaceState state,
            Fence fence,
            FlinkOutput output,
            Lookups lookups,
            PoolDirectory pools,
            PaceRequests requests,
            StatusBoard board,
            SteadyTime time,
            RandomGenerator random,
            Map<String, Pace> queues,
            Count unreadable) {}

    @Override
    public void open(OpenContext context) throws IOException, InterruptedException {
        FlinkMeters meters = new FlinkMeters(getRuntimeContext().getMetricGroup());
        SteadyTime time = setup.time().open();
        RandomGenerator random = setup.random().open();
        Fence fence = erect(time.wallMillis() + random.nextLong(), time);
        Lookups lookups = new Lookups(setup.routes().open());
        PoolDirectory pools = setup.pools().open();
        PaceRequests requests = setup.requests().open();
        task = new Task(
                new FlinkState(getRuntimeContext(), meters.counter(MtaMetric.TOMBSTONES)),
                fence,
                new FlinkOutput(fence, time, lookups, requests.suppressions()),
                lookups,
                pools,
                requests,
                new StatusBoard(),
                time,
                random,
                Bounded.recentlyUsed(CACHED_KEYS),
                meters.counter(MtaMetric.UNREADABLE));
        task.board().backlog().show(meters);
        meters.counter(MtaMetric.CLOCK_STEPS, time::steps);
        meters.gauge(MtaMetric.RESTORING, () -> fence.passed() ? 0 : 1);
    }

    /** What keeps everything back until the journal is read. */
    Fence fence() {
        return task.fence();
    }

    /** The clock of the task: that of the machine, but for steps (docs/adr/0013). */
    SteadyTime time() {
        return task.time();
    }

    /**
     * Whether the machine's clock was set since the last time this was asked, or before this task began in its process:
     * all timers are to be set anew then.
     */
    boolean takeClockStep() {
        int steps = task.time().steps();
        boolean taken = steps != stepsTaken;
        stepsTaken = steps;
        return taken;
    }

    /** Marks the ends of the journal. */
    private Fence erect(long life, TimeSource time) throws IOException, InterruptedException {
        Outcome mark = Outcome.newBuilder()
                .setKind(OutcomeKind.FENCE.word())
                .setPaceKey(ownKey(getRuntimeContext().getTaskInfo()))
                .setAt(time.wallMillis())
                .setFence(io.migomail.core.record.Fence.newBuilder().setLife(life))
                .build();
        return Fence.written(life, setup.fences().write(mark), time.wallMillis());
    }

    /** A key that Flink leads to this task: so marks come to it behind all outcomes from the same reader. */
    private static String ownKey(TaskInfo task) {
        for (int i = 0; ; i++) {
            String word = new PaceKey(PaceKey.FENCE + i, "fence").word();
            int owner = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    word, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
            if (owner == task.getIndexOfThisSubtask()) {
                return word;
            }
        }
    }

    @Override
    public void processElement(PaceInput input, Context context, Collector<Attempt> out) {
        SteadyTime time = task.time();
        long now = time.wallMillis();
        Pace pace = current(context.getCurrentKey());
        switch (input.kind()) {
            case DELIVERY -> {
                Delivery delivery = decode(RecordCodec.DELIVERY, input);
                if (delivery != null) {
                    pace.deliver(steady(delivery, time), input.payload(), now);
                }
            }
            case OUTCOME -> {
                Outcome outcome = decode(RecordCodec.OUTCOME, input);
                if (outcome != null) {
                    pace.outcome(steady(outcome, time), now);
                }
            }
            case FENCE -> throw new IllegalStateException("a fence is the operator's, not a queue's");
        }
        task.board().note(pace.key(), pace);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Attempt> out) {
        Pace pace = current(context.getCurrentKey());
        pace.wake(task.time().wallMillis());
        task.board().note(pace.key(), pace);
    }

    private static Delivery steady(Delivery delivery, SteadyTime time) {
        long expiresAt = time.toSteady(delivery.getExpiresAt(), delivery.getQueuedAt());
        boolean same = delivery.getExpiresAt() == 0 || expiresAt == delivery.getExpiresAt();
        return same ? delivery : delivery.toBuilder().setExpiresAt(expiresAt).build();
    }

    private static Outcome steady(Outcome outcome, SteadyTime time) {
        long retryAt = time.toSteady(outcome.getRetryAt(), outcome.getAt());
        boolean same = outcome.getRetryAt() == 0 || retryAt == outcome.getRetryAt();
        return same ? outcome : outcome.toBuilder().setRetryAt(retryAt).build();
    }

    private <T extends MessageLite> @Nullable T decode(RecordCodec<T> codec, PaceInput input) {
        try {
            return codec.decode(input.payload());
        } catch (RecordFormatException e) {
            task.unreadable().one();
            LOG.error("{} under {} cannot be read and is dropped", input.kind(), input.paceKey(), e);
            return null;
        }
    }

    private Pace current(String word) {
        return task.queues().computeIfAbsent(word, this::queue);
    }

    private Pace queue(String word) {
        PaceKey key = PaceKey.of(word);
        Destination destination = new Destination(key, ShapingRules.of(key.group()), task.pools());
        Pace pace = new Pace(
                destination,
                task.state(),
                task.output(),
                task.requests().cancels(),
                task.fence().life(),
                task.random());
        task.board().found(key, pace);
        return pace;
    }

    /** The rest is for {@link PaceOperator}, which sets the current key before. */
    void attach(FlinkOutput.Operator operator) {
        task.output().attach(operator);
    }

    /** What API nodes ask. */
    PaceRequests requests() {
        return task.requests();
    }

    StatusBoard board() {
        return task.board();
    }

    /** The account whose pool this is; empty where there is no such pool. */
    String owner(String poolId) {
        Pool pool = task.pools().pool(poolId);
        return pool == null ? "" : pool.accountId();
    }

    /** Takes note of a queue that an earlier life left behind, without keeping it on the heap. */
    void discover(String word) {
        Pace known = task.queues().get(word);
        Pace pace = known == null ? queue(word) : known;
        task.board().note(pace.key(), pace);
    }

    /** Does what a request wants of this queue. */
    void ask(String word, PaceRequest request) {
        if (!task.queues().containsKey(word) && !mentioned(request)) {
            return;
        }
        Pace pace = current(word);
        long now = task.time().wallMillis();
        for (int i = 0; i < request.recipients(); i++) {
            String id = Ids.delivery(request.messageId(), i);
            if (request.cancels()) {
                pace.cancel(id, now);
            } else {
                DeliveryPlace place = pace.place(id, request.environment(), now);
                if (place != null) {
                    task.output().answer(answer(request, place, now));
                }
            }
        }
        task.board().note(pace.key(), pace);
    }

    /** Whether the current key's state knows a delivery of the message; its queue is opened only then. */
    private boolean mentioned(PaceRequest request) {
        Map<String, InFlight> flying = task.state().inFlight();
        for (int i = 0; i < request.recipients(); i++) {
            String id = Ids.delivery(request.messageId(), i);
            if (flying.containsKey(id) || task.state().item(id) != null) {
                return true;
            }
        }
        return false;
    }

    private static PaceQuestion answer(PaceRequest request, DeliveryPlace place, long now) {
        return PaceQuestion.newBuilder()
                .setQuestionId(request.question())
                .setMessageId(request.messageId())
                .setAt(now)
                .setPlace(place)
                .build();
    }

    /** Publishes the state of this queue. */
    void publish(String word) {
        Pace pace = current(word);
        boolean waits = !pace.nothingWaits();
        if (task.board().publishes(word, waits)) {
            task.output().status(word, waits ? pace.status(task.time().wallMillis()) : null);
        }
    }

    @Override
    public void close() {
        if (task != null) {
            task.requests().close();
            task.lookups().close();
        }
    }
}
