package io.migomail.jobs.delivery;

import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.KeyedMessages;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.JobMetric;
import io.migomail.jobs.Keyed;
import io.migomail.mta.PaceInput;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mail for an idempotency key: keyed by its name, at the end of the chains, for all classes. Lets each delivery of the
 * key's message pass once and settles the others as {@link Claimants} says. Deliveries that come before it is known
 * whose the key is wait in state: for their message, which is on its way on another channel, or for the rendering of
 * the message before it. What is known of a key is kept for {@link Limits#IDEMPOTENCY_KEPT} of this machine's time
 * after it changed last. Task thread; never blocks.
 *
 * <p>Next on the message's way: {@link io.migomail.mta.pace.PaceFunction}; of what is scheduled {@link DueFunction}.
 */
final class IdempotencyFunction extends KeyedProcessFunction<String, Claim, PaceInput> {
    /** Outcomes of deliveries that end here or ended before. */
    static final OutputTag<Keyed> ENDED = new OutputTag<>("ended-at-idempotency", Keyed.TYPE);

    /** Messages that wait for their time and may be sent then. */
    static final OutputTag<Scheduled> SCHEDULED = new OutputTag<>("scheduled-at-idempotency", Scheduled.TYPE);

    static final String CONFLICT = "idempotency_conflict";
    static final String REPLAY = "idempotent_replay";

    /**
     * A message is on its way for a moment. One that is not there after this came before its key was forgotten, or
     * by a build that did not tell of it.
     */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long serialVersionUID = 2L;
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFunction.class);

    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Task task;

    /** What lives as long as the task does. */
    private record Task(ValueState<byte[]> known, ListState<Claim> held, Count repeats, Count conflicts) {}

    @Override
    public void open(OpenContext context) {
        var known = new ValueStateDescriptor<>("keyed-messages", TypeInformation.of(byte[].class));
        known.enableTimeToLive(StateTtlConfig.newBuilder(Limits.IDEMPOTENCY_KEPT)
                .cleanupInRocksdbCompactFilter(1_000)
                .build());
        FlinkMeters meters = new FlinkMeters(getRuntimeContext().getMetricGroup());
        task = new Task(
                getRuntimeContext().getState(known),
                getRuntimeContext().getListState(new ListStateDescriptor<>("held", Claim.TYPE)),
                meters.counter(JobMetric.REPEATS),
                meters.counter(JobMetric.CONFLICTS));
    }

    @Override
    public void processElement(Claim claim, Context context, Collector<PaceInput> out) throws Exception {
        Claimants key = read();
        KeyedMessages before = key.known();
        if (claim.kind() == Claim.Kind.MESSAGE) {
            if (key.admit(claim.id(), claim.record(), claim.queuedAt())) {
                release(key, context, out);
            }
        } else {
            boolean othersWait = key.anyWaits();
            if (!settled(key, claim, context, out)) {
                hold(claim, context);
            } else if (othersWait) {
                release(key, context, out);
            }
        }
        keep(key, before);
    }

    /** What still waits for its message rules for itself. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PaceInput> out) throws Exception {
        Claimants key = read();
        KeyedMessages before = key.known();
        for (Claim claim : held()) {
            String message = Ids.messageOf(claim.id());
            if (!key.knows(message)) {
                LOG.warn("{} waited {} for its message and goes on without", claim.id(), PATIENCE);
                key.admit(message, new byte[0], claim.queuedAt());
            }
        }
        if (release(key, context, out)) {
            lookAgain(context);
        }
        keep(key, before);
    }

    /** Settles what waits no longer; returns whether anything still does. */
    private boolean release(Claimants key, Context context, Collector<PaceInput> out) throws Exception {
        List<Claim> waiting = held();
        int all = waiting.size();
        boolean more = all > 0;
        while (more) {
            more = settleAny(waiting, key, context, out) && !waiting.isEmpty();
        }
        if (waiting.size() < all) {
            task.held().update(waiting);
        }
        return !waiting.isEmpty();
    }

    private boolean settleAny(List<Claim> waiting, Claimants key, Context context, Collector<PaceInput> out) {
        return waiting.removeIf(claim -> settled(key, claim, context, out));
    }

    private boolean settled(Claimants key, Claim claim, Context context, Collector<PaceInput> out) {
        switch (key.settle(claim)) {
            case WAITS -> {
                return false;
            }
            case DROPPED -> task.repeats().one();
            case PASSES -> pass(claim, context, out);
            case ALIAS -> {
                task.repeats().one();
                alias(claim, key.holderOf(claim), context);
            }
            case CONFLICT -> {
                task.conflicts().one();
                conflict(claim, key.holderOf(claim), context);
            }
        }
        return true;
    }

    private static void pass(Claim claim, Context context, Collector<PaceInput> out) {
        switch (claim.kind()) {
            case DELIVERY -> out.collect(new PaceInput(claim.paceKey(), PaceInput.Kind.DELIVERY, claim.record()));
            case SCHEDULED -> {
                MessageHead head = RecordCodec.ACCEPTED.decode(claim.record()).getHead();
                context.output(SCHEDULED, new Scheduled(head.getMessageId(), head.getScheduledAt(), claim.record()));
            }
            case ALSO_SCHEDULED -> {
                // It goes with the first.
            }
            default -> context.output(ENDED, new Keyed(Ids.messageOf(claim.id()), claim.record()));
        }
    }

    // Both carry the log's time, not this machine's, and nothing of the rendering: a replay tells the same bytes.
    private static void conflict(Claim claim, String holder, Context context) {
        String detail = "the idempotency key was used by " + holder + " with another body";
        Outcome.Builder ended = Outcomes.ended(OutcomeKind.FAILED, claim.bare(), CONFLICT, detail, claim.queuedAt());
        context.output(ENDED, Outcomes.keyed(ended.build()));
    }

    private static void alias(Claim claim, String holder, Context context) {
        String detail = holder + " was the same request under the same idempotency key";
        Delivery delivery = claim.bare();
        String standsForIt = Ids.delivery(holder, Ids.recipientOf(claim.id()));
        Outcome.Builder told = Outcomes.ended(OutcomeKind.REPLAYED, delivery, REPLAY, detail, claim.queuedAt())
                .setDeliveryId(standsForIt);
        context.output(ENDED, Outcomes.keyed(told.build()));
    }

    private void hold(Claim claim, Context context) throws Exception {
        task.held().add(claim);
        lookAgain(context);
    }

    // In whole steps, so that all that waits shares a timer.
    private static void lookAgain(Context context) {
        long step = PATIENCE.toMillis();
        long machine = context.timerService().currentProcessingTime();
        context.timerService().registerProcessingTimeTimer((machine / step + 2) * step);
    }

    private List<Claim> held() throws Exception {
        List<Claim> held = new ArrayList<>();
        task.held().get().forEach(held::add);
        return held;
    }

    private Claimants read() throws Exception {
        byte[] bytes = task.known().value();
        return new Claimants(
                bytes == null ? KeyedMessages.getDefaultInstance() : RecordCodec.KEYED_MESSAGES.decode(bytes));
    }

    private void keep(Claimants key, KeyedMessages before) throws Exception {
        KeyedMessages now = key.known();
        if (!now.equals(before)) {
            task.known().update(RecordCodec.KEYED_MESSAGES.encode(now));
        }
    }
}
