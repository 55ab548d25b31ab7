package io.migomail.mta.pace;

import io.migomail.core.CancelVerdict;
import io.migomail.core.Ids;
import io.migomail.core.RecordCodec;
import io.migomail.core.SteadyTime;
import io.migomail.core.Topics;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.PaceQuestion;
import io.migomail.core.record.PaceStatus;
import io.migomail.mta.Attempt;
import io.migomail.mta.Routing;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** PACE's effects as outputs and timers of its operator, under the key that is current. Task thread only. */
final class FlinkOutput implements PaceOutput {
    // Held keys are woken when the fence is passed; their timers are for the case that this life ends before.
    private static final long LOOK_AGAIN = 1_000;

    /** What the operator can do, whoever called it. */
    interface Operator {
        void emit(Attempt attempt);

        <T> void side(OutputTag<T> tag, T value);

        /** A timer of the current key, at an instant of the machine's clock. */
        void timer(long instant);

        String currentKey();
    }

    private final Fence fence;
    private final SteadyTime time;
    private @Nullable Operator operator;
    private final Lookups lookups;
    private final Suppressions suppressions;

    FlinkOutput(Fence fence, SteadyTime time, Lookups lookups, Suppressions suppressions) {
        this.fence = fence;
        this.time = time;
        this.lookups = lookups;
        this.suppressions = suppressions;
    }

    /** Before anything else. */
    void attach(Operator own) {
        operator = own;
    }

    @Override
    public void emit(Attempt attempt) {
        operator().emit(attempt);
    }

    @Override
    public void settle(Outcome outcome) {
        JournalEntry entry = new JournalEntry(outcome.getPaceKey(), RecordCodec.OUTCOME.encode(outcome));
        operator().side(PaceFunction.SETTLED, entry);
    }

    @Override
    public void reroute(Outcome outcome) {
        JournalEntry entry = new JournalEntry(outcome.getPaceKey(), RecordCodec.OUTCOME.encode(outcome));
        operator().side(PaceFunction.REROUTED, entry);
    }

    @Override
    public @Nullable Routing routing(Delivery delivery) {
        return lookups.ask(delivery, time.wallMillis());
    }

    @Override
    public String suppressed(Delivery delivery) {
        return suppressions.reason(delivery);
    }

    @Override
    public void decided(String deliveryId, CancelVerdict verdict) {
        String message = Ids.messageOf(deliveryId);
        CancelRecord record = CancelRecord.newBuilder()
                .setMessageId(message)
                .setDeliveryId(deliveryId)
                .setVerdict(verdict.word())
                .setAt(time.wallMillis())
                .build();
        tell(new Notice(Topics.CANCELS.name(), message, RecordCodec.CANCEL.encode(record)));
    }

    /** Answers a question. */
    void answer(PaceQuestion answer) {
        tell(new Notice(Topics.QUESTIONS.name(), answer.getQuestionId(), RecordCodec.QUESTION.encode(answer)));
    }

    /** Publishes the state of a key; null = nothing waits in it any more. */
    void status(String key, @Nullable PaceStatus status) {
        tell(new Notice(Topics.STATUS.name(), key, status == null ? null : RecordCodec.STATUS.encode(status)));
    }

    private void tell(Notice notice) {
        operator().side(PaceFunction.NOTICES, notice);
    }

    @Override
    public void wakeAt(long instant) {
        operator().timer(time.toMachine(instant));
    }

    @Override
    public long since() {
        return fence.since();
    }

    @Override
    public boolean emitting() {
        return fence.passed();
    }

    @Override
    public long hold(long now) {
        fence.hold(operator().currentKey());
        return (now / LOOK_AGAIN + 1) * LOOK_AGAIN;
    }

    private Operator operator() {
        return java.util.Objects.requireNonNull(operator, "not attached");
    }
}
