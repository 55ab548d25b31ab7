package io.migomail.jobs.delivery;

import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.IdempotencyClaim;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.Keyed;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mail for an idempotency key: keyed by its name, it lets the first message go on, to the chain of its class, and
 * settles the others as {@link Ruling} says. A claim is kept for {@link Limits#IDEMPOTENCY_KEPT} of this machine's time
 * after it changed last. Task thread; never waits.
 *
 * <p>Next on the message's way: {@link RenderFunction}.
 */
final class IdempotencyFunction extends KeyedProcessFunction<String, Claim, Incoming> {
    /** Outcomes of messages that end here: conflicts, and those that another message stands for. */
    static final OutputTag<Keyed> ENDED = new OutputTag<>("ended-at-idempotency", Keyed.TYPE);

    static final String CONFLICT = "idempotency_conflict";
    static final String REPLAY = "idempotent_replay";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFunction.class);

    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Task task;

    /** What lives as long as the task does. */
    private record Task(ValueState<byte[]> claims, Counter repeats, Counter conflicts, Counter unreadable) {}

    /** Messages that go on in the chain of this class. */
    static OutputTag<Incoming> first(MessageClass messageClass) {
        return new OutputTag<>("first-" + messageClass.word(), Incoming.TYPE);
    }

    @Override
    public void open(OpenContext context) {
        var claims = new ValueStateDescriptor<>("idempotency-claim", TypeInformation.of(byte[].class));
        claims.enableTimeToLive(StateTtlConfig.newBuilder(Limits.IDEMPOTENCY_KEPT)
                .cleanupInRocksdbCompactFilter(1_000)
                .build());
        var metrics = getRuntimeContext().getMetricGroup();
        task = new Task(
                getRuntimeContext().getState(claims),
                metrics.counter("idempotent_repeats"),
                metrics.counter("idempotency_conflicts"),
                metrics.counter("unreadable_records"));
    }

    @Override
    public void processElement(Claim message, Context context, Collector<Incoming> out) throws IOException {
        byte[] bytes = task.claims().value();
        Ruling ruling = Ruling.of(bytes == null ? null : RecordCodec.CLAIM.decode(bytes), message);
        switch (ruling.kind()) {
            case FIRST -> {
                keep(ruling.claim());
                context.output(first(message.messageClass()), message.incoming());
            }
            case REPEAT -> task.repeats().inc();
            case ALIAS -> {
                task.repeats().inc();
                alias(message, ruling.claim().getMessageId(), context);
            }
            case CONFLICT -> {
                task.conflicts().inc();
                keep(ruling.claim());
                conflict(message, ruling.claim().getMessageId(), context);
            }
        }
    }

    private void keep(IdempotencyClaim claim) throws IOException {
        task.claims().update(RecordCodec.CLAIM.encode(claim));
    }

    // Both carry the log's time, not this machine's: a replay tells the same bytes.
    private void conflict(Claim message, String holder, Context context) {
        String detail = "the idempotency key was used by " + holder + " with another body";
        for (Delivery delivery : deliveries(message)) {
            Outcome.Builder ended = Outcomes.ended(
                    OutcomeKind.FAILED,
                    delivery,
                    CONFLICT,
                    detail,
                    message.incoming().queuedAt());
            context.output(ENDED, Outcomes.keyed(ended.build()));
        }
    }

    private void alias(Claim message, String holder, Context context) {
        String detail = holder + " was the same request under the same idempotency key";
        for (Delivery delivery : deliveries(message)) {
            String id = delivery.getDeliveryId();
            String standsForIt = holder + id.substring(Ids.messageOf(id).length());
            Outcome.Builder told = Outcomes.ended(
                            OutcomeKind.REPLAYED,
                            delivery,
                            REPLAY,
                            detail,
                            message.incoming().queuedAt())
                    .setDeliveryId(standsForIt);
            context.output(ENDED, Outcomes.keyed(told.build()));
        }
    }

    private List<Delivery> deliveries(Claim message) {
        @Nullable AcceptedMessage whole = null;
        try {
            whole = RecordCodec.ACCEPTED.decode(message.incoming().value());
        } catch (RecordFormatException e) {
            task.unreadable().inc();
            LOG.error("{} cannot be read and is skipped", message.incoming().place(), e);
        }
        return whole == null
                ? List.of()
                : Renderer.bare(whole, message.incoming().queuedAt());
    }
}
