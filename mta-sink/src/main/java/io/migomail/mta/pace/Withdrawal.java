package io.migomail.mta.pace;

import io.migomail.core.CancelVerdict;
import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Ends deliveries that are not to be sent any more: those that their senders cancel (docs/adr/0016), and those to
 * addresses that their application does not write to (docs/adr/0035). What waits ends; of what is in flight or settled a
 * cancel is told so. One thread; asked behind the fence only.
 */
final class Withdrawal {
    private final PaceKey key;
    private final PaceState state;
    private final Judge judge;
    private final Cancels cancels;
    private final PaceOutput out;

    Withdrawal(PaceKey key, PaceState state, Judge judge, Cancels cancels, PaceOutput out) {
        this.key = key;
        this.state = state;
        this.judge = judge;
        this.cancels = cancels;
        this.out = out;
    }

    /** How a delivery that is not to be sent any more ends; null where it goes its way. */
    @Nullable
    Outcome end(String id, Delivery delivery, Waiting item, long now) {
        String environment = cancels.wanted(id);
        if (environment != null && delivery.getHead().getEnvironment().equals(environment)) {
            return Verdict.canceled(key, delivery, item.attempts(), now);
        }
        String reason = out.suppressed(delivery);
        return reason.isEmpty() ? null : Verdict.suppressed(key, delivery, item.attempts(), reason, now);
    }

    /** Settles a delivery that neither waits nor flies at this moment. */
    void settle(String id, Outcome end, long now) {
        judge.settle(id, end.getAttempt(), now);
        out.settle(end);
        if (end.getKind().equals(OutcomeKind.CANCELED.word())) {
            tell(id, CancelVerdict.CANCELED);
        }
    }

    /** A delivery that is to be canceled has left or is settled. */
    void refuse(String id, CancelVerdict verdict) {
        if (!cancels.undecided(id)) {
            return;
        }
        byte @Nullable [] body = state.body(id);
        boolean foreign = body != null
                && !RecordCodec.DELIVERY.decode(body).getHead().getEnvironment().equals(cancels.wanted(id));
        if (!foreign) {
            tell(id, verdict);
        }
    }

    private void tell(String id, CancelVerdict verdict) {
        cancels.decided(id, verdict);
        out.decided(id, verdict);
    }
}
