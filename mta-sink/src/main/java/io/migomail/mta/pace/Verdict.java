package io.migomail.mta.pace;

import io.migomail.core.Blame;
import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.body.Bodies;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Instants;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.Route;
import io.migomail.mta.Routing;

/** Outcomes that PACE decides by itself. */
final class Verdict {
    private static final String EXPIRED = "expired";
    private static final String CANCELED = "canceled";

    private Verdict() {}

    /** The delivery's life ended before it could be delivered; the detail is the last reply, or why it waited. */
    static Outcome expired(PaceKey key, Delivery delivery, Waiting item, long now) {
        return of(OutcomeKind.EXPIRED, key, delivery, item.attempts(), now)
                .setCode(EXPIRED)
                .setDetail(item.past().lastReply())
                .build();
    }

    /** Its sender canceled the delivery before its next attempt. */
    static Outcome canceled(PaceKey key, Delivery delivery, int attempts, long now) {
        return of(OutcomeKind.CANCELED, key, delivery, attempts, now)
                .setCode(CANCELED)
                .setDetail("canceled by its sender")
                .build();
    }

    /** Its recipient is on its application's suppression list, for that reason. */
    static Outcome suppressed(PaceKey key, Delivery delivery, int attempts, String reason, long now) {
        return of(OutcomeKind.SUPPRESSED, key, delivery, attempts, now)
                .setCode(reason)
                .setDetail("the address is on the application's suppression list: " + reason)
                .build();
    }

    /** Nobody takes it any more, by what the DNS says now. */
    static Outcome ended(PaceKey key, Delivery delivery, int attempts, Routing why, long now) {
        OutcomeKind kind = why.end() == null ? OutcomeKind.FAILED : why.end();
        return of(kind, key, delivery, attempts, now)
                .setCode(why.code())
                .setCategory(why.category())
                .setBlame(kind == OutcomeKind.BOUNCED ? Blame.RECIPIENT.word() : "")
                .setDetail(why.detail())
                .build();
    }

    /** It goes on elsewhere after so many attempts here and before. */
    static Outcome rerouted(PaceKey key, Delivery delivery, int attempts, Route route, long now) {
        // A move counts as an attempt: so a later one is known from an earlier one at the key to which it may return.
        Delivery moved = delivery.toBuilder()
                .setRoute(route)
                .setPoolId(key.poolId())
                .setAttempts(attempts + 1)
                .build();
        return of(OutcomeKind.REROUTED, key, delivery, attempts, now)
                .setMoved(moved)
                .build();
    }

    private static Outcome.Builder of(OutcomeKind kind, PaceKey key, Delivery delivery, int attempts, long now) {
        return Outcome.newBuilder()
                .setDeliveryId(delivery.getDeliveryId())
                .setAttempt(attempts)
                .setKind(kind.word())
                .setHead(delivery.getHead())
                .setTraceparent(delivery.getTraceparent())
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
