package io.migomail.jobs.accounting;

import io.migomail.analytics.DeliveryLookup;
import io.migomail.analytics.EventRedaction;
import io.migomail.core.Erased;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.RecordCodec;
import io.migomail.core.TrackingKind;
import io.migomail.core.record.Engagement;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.TrackingHit;

/** A link of a mail that was asked for. */
record HitEvent(TrackingHit hit) implements DeliveryFact {
    /** As {@link DeliveryFact.Reader} says. */
    static HitEvent read(byte[] record) {
        TrackingHit hit = RecordCodec.HIT.decode(record);
        TrackingKind.of(hit.getKind());
        return new HitEvent(hit);
    }

    @Override
    public String deliveryId() {
        return hit.getDeliveryId();
    }

    @Override
    public String kind() {
        return hit.getKind();
    }

    @Override
    public MailEvent event(DeliveryLookup.Known known) {
        return of(hit, known.event());
    }

    /**
     * A function of the hit and of what is known of its delivery: the same bytes however often.
     *
     * @param known an event of the delivery
     * @throws IllegalArgumentException for a hit of an unknown kind
     */
    static MailEvent of(TrackingHit hit, MailEvent known) {
        TrackingKind kind = TrackingKind.of(hit.getKind());
        // A mailbox provider's machine does what its user asked for.
        String machine = kind == TrackingKind.UNSUBSCRIBE
                ? ""
                : MachineRules.reason(hit, known.getInstants().getAcceptedAt());
        MailEvent event = MailEvent.newBuilder()
                .setEventId(Ids.eventOfHit(hit.getHitId()))
                .setType(type(kind).word())
                .setAt(hit.getAt())
                .setHead(known.getHead())
                .setRecipient(known.getRecipient())
                .setDeliveryId(known.getDeliveryId())
                .setAttempt(known.getAttempt())
                .setProvider(known.getProvider())
                .setPoolId(known.getPoolId())
                .setEngagement(Engagement.newBuilder()
                        .setUrl(hit.getUrl())
                        .setUserAgent(hit.getUserAgent())
                        .setMachine(machine))
                .build();
        // Of somebody who was erased, the event store tells no more than that.
        return known.getRecipient().equals(Erased.ADDRESS) ? EventRedaction.of(event) : event;
    }

    private static EventType type(TrackingKind kind) {
        return switch (kind) {
            case OPEN -> EventType.OPENED;
            case CLICK -> EventType.CLICKED;
            case UNSUBSCRIBE -> EventType.UNSUBSCRIBE;
        };
    }
}
