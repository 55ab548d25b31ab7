package io.migomail.mta;

import java.io.Serializable;

/**
 * What enters PACE: a delivery that has been rendered and routed, or an outcome or a fence read back from the
 * journal.
 *
 * @param paceKey {@code PaceKey.word()}: the Flink key
 * @param kind which record the payload is
 * @param payload encoded {@code Delivery} or {@code Outcome}
 */
public record PaceInput(String paceKey, Kind kind, byte[] payload) implements Serializable {
    /** Which record the payload is. */
    public enum Kind {
        DELIVERY,
        OUTCOME,
        /** An {@code Outcome} of kind {@code fence}: under a key of the task that wrote it, and of no queue. */
        FENCE
    }
}
