package io.migomail.jobs.delivery;

import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.Keyed;
import io.migomail.mta.PaceInput;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * A delivery on its way to PACE, or the outcome with which it ends before, or either of them as the claim of a message
 * with an idempotency key; exactly one of the three.
 */
public record Routed(
        @Nullable PaceInput input,
        @Nullable Keyed ended,
        @Nullable Claim claim) implements Serializable {
    static final TypeInformation<Routed> TYPE = TypeInformation.of(Routed.class);

    /** The delivery goes on. */
    static Routed on(Delivery delivery, PaceInput input) {
        Claim claim = Claim.of(delivery, input);
        return claim == null ? new Routed(input, null, null) : new Routed(null, null, claim);
    }

    /** The delivery ends. */
    static Routed end(Outcome outcome) {
        Claim claim = Claim.of(Claim.Kind.UNROUTED, outcome);
        return claim == null ? new Routed(null, Outcomes.keyed(outcome), null) : new Routed(null, null, claim);
    }
}
