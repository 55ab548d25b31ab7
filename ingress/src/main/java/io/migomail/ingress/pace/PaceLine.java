package io.migomail.ingress.pace;

import io.migomail.core.CancelVerdict;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.PaceQuestion;
import io.migomail.core.record.PaceStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An API node's line to PACE. Thread-safe. */
public interface PaceLine {
    /**
     * Asks for a message to be canceled, durably. Completes with what PACE said, by delivery, once it has said it of every
     * recipient, at the latest after {@code Limits.CANCEL_PATIENCE}; exceptionally with a {@code Problem} where the
     * request could not be stored.
     */
    CompletionStage<Map<String, CancelVerdict>> cancel(CancelRecord request);

    /**
     * Asks where the deliveries of a message are. Completes with those that PACE has, once there are so many, at the
     * latest after {@code Limits.EXPLAIN_PATIENCE}; never exceptionally.
     */
    CompletionStage<List<DeliveryPlace>> where(PaceQuestion question, int expected);

    /** The state that a pace key published last; null where nothing waits in it, as far as is known here. */
    @Nullable
    PaceStatus status(String paceKey);

    /** The states of all pace keys of a pool in which something waits, as far as is known here, in no order. */
    List<PaceStatus> statuses(String poolId);
}
