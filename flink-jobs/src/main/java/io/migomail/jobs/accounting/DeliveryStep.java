package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.MailEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * An event of a delivery as the windows' pipeline reads it: what is counted, and what it tells of the delivery.
 *
 * @param delivery that it is a step of
 * @param dispatchedAt instant of its attempt's dispatch; 0 = none
 */
public record DeliveryStep(WindowFact fact, String delivery, long dispatchedAt) {
    static final TypeInformation<DeliveryStep> TYPE = TypeInformation.of(DeliveryStep.class);

    /**
     * Null where the event is of no delivery.
     *
     * @throws IllegalArgumentException for an event of an unknown type
     */
    static @Nullable DeliveryStep of(MailEvent event) {
        EventType type = EventType.of(event.getType());
        if (!type.ofDelivery()) {
            return null;
        }
        String named = event.getDeliveryId();
        // A replayed event names the delivery of the first message; it ends that of its own.
        String own = type == EventType.REPLAYED
                ? Ids.delivery(event.getHead().getMessageId(), Ids.recipientOf(named))
                : named;
        return new DeliveryStep(WindowFact.of(event), own, event.getInstants().getDispatchedAt());
    }

    boolean is(EventType type) {
        return fact.is(type);
    }

    /** Whether nothing of the way of the delivery follows on it. */
    boolean ends() {
        return switch (EventType.of(fact.type())) {
            case DELIVERED, HARD_BOUNCE, SUPPRESSED, EXPIRED, CANCELED, FAILED, REPLAYED -> true;
            case SCHEDULED,
                    QUEUED,
                    DISPATCHED,
                    SOFT_BOUNCE,
                    LATE_BOUNCE,
                    OPENED,
                    CLICKED,
                    SPAM_COMPLAINT,
                    UNSUBSCRIBE,
                    WEBHOOK_DISABLED,
                    ALERT_OPENED,
                    ALERT_RESOLVED -> false;
        };
    }
}
