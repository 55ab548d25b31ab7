package io.migomail.mta.pace;

import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.body.Bodies;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Instants;
import io.migomail.core.record.Outcome;

/** Outcomes that PACE decides by itself. */
final class Verdict {
    private static final String EXPIRED = "expired";
    private static final String CANCELED = "canceled";

    private Verdict() {}

    /** The delivery's life ended before it could be delivered; the detail is the last reply, or why it waited. */
    static Outcome expired(PaceKey key, Delivery delivery, int attempts, String detail, long now) {
        return ended(key, delivery, attempts, now)
                .setKind(OutcomeKind.EXPIRED.word())
                .setCode(EXPIRED)
                .setDetail(detail)
                .build();
    }

    /** Its sender canceled the delivery before its next attempt. */
    static Outcome canceled(PaceKey key, Delivery delivery, int attempts, long now) {
        return ended(key, delivery, attempts, now)
                .setKind(OutcomeKind.CANCELED.word())
                .setCode(CANCELED)
                .setDetail("canceled by its sender")
                .build();
    }

    private static Outcome.Builder ended(PaceKey key, Delivery delivery, int attempts, long now) {
        return Outcome.newBuilder()
                .setDeliveryId(delivery.getDeliveryId())
                .setAttempt(attempts)
                .setHead(delivery.getHead())
                .setRecipient(delivery.getRecipient())
                .setPaceKey(key.word())
                .setAt(now)
                .setInstants(Instants.newBuilder()
                        .setReceivedAt(delivery.getHead().getReceivedAt())
                        .setQueuedAt(delivery.getQueuedAt())
                        .setRenderedAt(delivery.getRenderedAt()))
                .setSize(Bodies.size(delivery))
                .setProvider(key.group())
                .setPoolId(key.poolId());
    }
}
