package io.migomail.mta.pace;

import io.migomail.core.CancelVerdict;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Ends deliveries that their senders cancel (docs/adr/0016). What waits is canceled; what is in flight or settled is
 * not, and is said to be. One thread; asked behind the fence only.
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

    /** Whether somebody asked for it; what {@link #takes} does is decided by the rest. */
    boolean wants(String id) {
        return cancels.wanted(id) != null;
    }

    /** Settles a delivery that neither waits nor flies at this moment, if it is to be canceled. */
    boolean takes(String id, byte[] encoded, Waiting item, long now) {
        String environment = cancels.wanted(id);
        if (environment == null) {
            return false;
        }
        Delivery delivery = RecordCodec.DELIVERY.decode(encoded);
        if (!delivery.getHead().getEnvironment().equals(environment)) {
            return false;
        }
        judge.settle(id, item.attempts(), now);
        out.settle(Verdict.canceled(key, delivery, item.attempts(), now));
        tell(id, CancelVerdict.CANCELED);
        return true;
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
