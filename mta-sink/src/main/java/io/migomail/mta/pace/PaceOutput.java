package io.migomail.mta.pace;

import io.migomail.core.CancelVerdict;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.Routing;
import org.jspecify.annotations.Nullable;

/** What PACE does to the world. Called on PACE's thread, during a call of PACE. */
public interface PaceOutput {
    /** Hands an attempt to the sink. */
    void emit(Attempt attempt);

    /** Publishes an outcome that PACE itself decided to the journal. */
    void settle(Outcome outcome);

    /** Publishes an outcome of kind {@code rerouted}, with which a delivery goes on under another key. */
    void reroute(Outcome outcome);

    /** Where a delivery that is to be attempted again goes by now; null = the answer is on its way, ask again soon. */
    default @Nullable Routing routing(Delivery delivery) {
        return Routing.NO_NEWS;
    }

    /** Why the recipient of a delivery is not written to, as far as is known by now; empty where it is. */
    String suppressed(Delivery delivery);

    /** Tells API nodes what became of a delivery that was to be canceled. */
    void decided(String deliveryId, CancelVerdict verdict);

    /** Asks for {@code Pace.wake} at an instant; an earlier call for a later instant is not withdrawn. */
    void wakeAt(long instant);

    /** The instant at which this life began: what another one did until then is not all known. */
    long since();

    /**
     * The fence: while false, PACE emits nothing, reroutes nothing and expires nothing, because the journal may still
     * hold outcomes that it has not read.
     */
    boolean emitting();

    /**
     * While {@link #emitting} is false: notes that this queue is to be woken when it becomes true, and returns the
     * instant, after {@code now}, at which it looks again in any case.
     */
    long hold(long now);
}
