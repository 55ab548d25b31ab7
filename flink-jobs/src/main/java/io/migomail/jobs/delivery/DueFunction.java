package io.migomail.jobs.delivery;

import io.migomail.core.CancelVerdict;
import io.migomail.core.Cell;
import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.Topics;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MessageHead;
import io.migomail.jobs.Keyed;
import io.migomail.mta.pace.Notice;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scheduled messages wait here, keyed by their id, as they were accepted. When its time has come a message is written
 * to the topic of its class again, marked as due, and goes the way of every other; one that is canceled before ends
 * here (docs/adr/0028). Task thread; blocks only to keep the body of a message anew that waits for days.
 *
 * <p>Next on the message's way: {@link RenderFunction}, once more.
 */
final class DueFunction extends KeyedCoProcessFunction<String, Scheduled, Keyed, Notice> {
    /** Outcomes of deliveries that were canceled while they waited. */
    static final OutputTag<Keyed> ENDED = new OutputTag<>("ended-before-due", Keyed.TYPE);

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DueFunction.class);

    private final Store store;
    private final Cell cell;
    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Task task;

    /** How the function gets the body store on the machine where it runs. */
    @FunctionalInterface
    interface Store extends Serializable {
        BodyStore open();
    }

    /** What lives as long as the task does. */
    private record Task(BodyStore bodies, ValueState<Scheduled> waiting, ValueState<byte[]> canceled) {}

    DueFunction(Store store, Cell cell) {
        this.store = store;
        this.cell = cell;
    }

    @Override
    public void open(OpenContext context) {
        var canceled = new ValueStateDescriptor<>("canceled", TypeInformation.of(byte[].class));
        canceled.enableTimeToLive(StateTtlConfig.newBuilder(Limits.CANCEL_KEPT)
                .cleanupInRocksdbCompactFilter(1_000)
                .build());
        task = new Task(
                store.open(),
                getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", Scheduled.TYPE)),
                getRuntimeContext().getState(canceled));
    }

    @Override
    public void processElement1(Scheduled message, Context context, Collector<Notice> out) throws IOException {
        byte[] request = task.canceled().value();
        if (request != null && canceled(message, request, context, out)) {
            return;
        }
        task.waiting().update(message);
        await(message, context.timerService());
    }

    /** A request may come before its message, which takes another way. */
    @Override
    public void processElement2(Keyed request, Context context, Collector<Notice> out) throws IOException {
        Scheduled message = task.waiting().value();
        if (message == null) {
            task.canceled().update(request.value());
        } else if (canceled(message, request.value(), context, out)) {
            task.waiting().clear();
            context.timerService().deleteProcessingTimeTimer(message.at());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Notice> out) throws IOException {
        Scheduled message = task.waiting().value();
        if (message == null) {
            return;
        }
        long now = context.timerService().currentProcessingTime();
        if (now < message.at()) {
            refresh(message);
            await(message, context.timerService());
            return;
        }
        task.waiting().clear();
        AcceptedMessage.Builder due = RecordCodec.ACCEPTED.decode(message.record()).toBuilder();
        due.getHeadBuilder().setDueAt(now);
        String topic =
                cell.accepted(MessageClass.of(due.getHead().getMessageClass())).name();
        out.collect(new Notice(topic, message.messageId(), RecordCodec.ACCEPTED.encode(due.build())));
    }

    private static void await(Scheduled message, TimerService timers) {
        long refresh = timers.currentProcessingTime() + Limits.SCHEDULED_BODY_REFRESH.toMillis();
        timers.registerProcessingTimeTimer(Math.min(message.at(), refresh));
    }

    /** A store that is away now is asked again long before the body would be swept. */
    private void refresh(Scheduled message) {
        try {
            Bodies.refresh(RecordCodec.ACCEPTED.decode(message.record()), task.bodies());
        } catch (BodyException e) {
            LOG.warn("the body of {}, which is scheduled, could not be kept anew", message.messageId(), e);
        }
    }

    private static boolean canceled(Scheduled scheduled, byte[] request, Context context, Collector<Notice> out) {
        AcceptedMessage message = RecordCodec.ACCEPTED.decode(scheduled.record());
        if (!owns(RecordCodec.CANCEL.decode(request), message.getHead())) {
            return false;
        }
        long now = context.timerService().currentProcessingTime();
        for (Delivery delivery : Renderer.bare(message, 0)) {
            context.output(
                    ENDED,
                    Outcomes.keyed(
                            Outcomes.ended(OutcomeKind.CANCELED, delivery, "canceled", "canceled by its sender", now)
                                    .build()));
            CancelRecord verdict = CancelRecord.newBuilder()
                    .setMessageId(scheduled.messageId())
                    .setDeliveryId(delivery.getDeliveryId())
                    .setVerdict(CancelVerdict.CANCELED.word())
                    .setAt(now)
                    .build();
            out.collect(new Notice(Topics.CANCELS.name(), scheduled.messageId(), RecordCodec.CANCEL.encode(verdict)));
        }
        return true;
    }

    private static boolean owns(CancelRecord request, MessageHead head) {
        return request.getAccountId().equals(head.getAccountId())
                && request.getEnvironment().equals(head.getEnvironment());
    }
}
