package io.migomail.jobs.delivery;

import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.body.Bodies;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Instants;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.Keyed;

/** Outcomes that are decided before PACE: they settle deliveries that never enter it, so they carry no pace key. */
final class Outcomes {
    private Outcomes() {}

    /** The end of a delivery without an attempt. */
    static Outcome.Builder ended(OutcomeKind kind, Delivery delivery, String code, String detail, long now) {
        return Outcome.newBuilder()
                .setDeliveryId(delivery.getDeliveryId())
                .setAttempt(delivery.getAttempts())
                .setKind(kind.word())
                .setHead(delivery.getHead())
                .setTraceparent(delivery.getTraceparent())
                .setRecipient(delivery.getRecipient())
                .setAt(now)
                .setInstants(Instants.newBuilder()
                        .setReceivedAt(delivery.getHead().getReceivedAt())
                        .setQueuedAt(delivery.getQueuedAt())
                        .setRenderedAt(delivery.getRenderedAt()))
                .setCode(code)
                .setDetail(detail)
                .setSize(Bodies.size(delivery))
                .setProvider(delivery.getRoute().getGroup())
                .setPoolId(delivery.getPoolId());
    }

    /** The outcome on its way to the journal, keyed by its message. */
    static Keyed keyed(Outcome outcome) {
        return new Keyed(outcome.getHead().getMessageId(), RecordCodec.OUTCOME.encode(outcome));
    }
}
