package io.migomail.jobs.accounting;

import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.core.record.MailEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells of whether its delivery goes on.
 *
 * @param opens whether the delivery waits from now on, for the whole of which the fields after it are known
 * @param ends whether nothing of its way follows
 * @param dueAt when it is its turn again
 * @param expiresAt when the delivery ends at the latest; only where it opens
 */
public record StuckStep(
        String delivery,
        boolean opens,
        boolean ends,
        String account,
        String application,
        String messageClass,
        long dueAt,
        long expiresAt) {
    static final TypeInformation<StuckStep> TYPE = TypeInformation.of(StuckStep.class);

    /**
     * Null where the event tells nothing of it, as that of a sandbox.
     *
     * @throws IllegalArgumentException for an event or a class of an unknown word
     */
    static @Nullable StuckStep of(MailEvent event) {
        EventType type = EventType.of(event.getType());
        if (!event.getHead().getEnvironment().equals("live")) {
            return null;
        }
        return switch (type) {
            case SCHEDULED -> opens(event, event.getHead().getScheduledAt());
            case QUEUED -> opens(event, event.getAt());
            case DISPATCHED -> other(event.getDeliveryId(), false, event.getAt());
            case SOFT_BOUNCE -> other(event.getDeliveryId(), false, Math.max(event.getAt(), event.getRetryAt()));
            case DELIVERED, HARD_BOUNCE, SUPPRESSED, EXPIRED, CANCELED, FAILED ->
                other(event.getDeliveryId(), true, event.getAt());
            // It names the delivery of the first message, and ends that of its own.
            case REPLAYED ->
                other(
                        Ids.delivery(event.getHead().getMessageId(), Ids.recipientOf(event.getDeliveryId())),
                        true,
                        event.getAt());
            case LATE_BOUNCE,
                    OPENED,
                    CLICKED,
                    SPAM_COMPLAINT,
                    UNSUBSCRIBE,
                    WEBHOOK_DISABLED,
                    ALERT_OPENED,
                    ALERT_RESOLVED -> null;
        };
    }

    private static StuckStep opens(MailEvent event, long dueAt) {
        var head = event.getHead();
        long expiresAt = event.getExpiresAt() > 0 ? event.getExpiresAt() : dueAt + Limits.EXPIRY_MAX.toMillis();
        return new StuckStep(
                event.getDeliveryId(),
                true,
                false,
                head.getAccountId(),
                head.getApplicationId(),
                MessageClass.of(head.getMessageClass()).word(),
                dueAt,
                expiresAt);
    }

    private static StuckStep other(String delivery, boolean ends, long dueAt) {
        return new StuckStep(delivery, false, ends, "", "", "", dueAt, 0);
    }
}
