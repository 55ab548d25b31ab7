package io.migomail.ingress.story;

import io.migomail.core.EventType;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an API node knows of one delivery.
 *
 * @param recipient null where nothing is known
 * @param scheduledAt when its sender wants it to be sent; 0 = at once, or nothing is known
 */
public record KnownDelivery(String deliveryId, @Nullable String recipient, long scheduledAt, List<MailEvent> events) {
    private static final Set<String> FINAL =
            Set.of("delivered", "bounced", "expired", "suppressed", "canceled", "failed");

    DeliveryStory story() {
        return new DeliveryStory(recipient == null ? "" : recipient, scheduledAt > 0, events);
    }

    /** Its state, in the words of a message's story. */
    public String state() {
        return story().state();
    }

    /** Whether it has its final outcome, as far as events tell. */
    public boolean settled() {
        return FINAL.contains(state());
    }

    /** When it was accepted and rendered; 0 where that is not known. */
    public Instants instants() {
        return story().instants();
    }

    /** The last word on its last attempt: the event of an attempt that comes last; null where there is none. */
    public @Nullable MailEvent lastAttempt() {
        MailEvent last = null;
        for (MailEvent event : events) {
            boolean attempt = event.getAttempt() > 0 && !event.getType().equals(EventType.QUEUED.word());
            boolean later = last == null
                    || event.getAttempt() > last.getAttempt()
                    || event.getAttempt() == last.getAttempt() && last.getType().equals(EventType.DISPATCHED.word());
            last = attempt && later ? event : last;
        }
        return last;
    }

    /** When it ends at the latest; 0 where that is not known. */
    public long expiresAt() {
        return story().expiresAt();
    }
}
