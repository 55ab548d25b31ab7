package io.migomail.ingress.story;

import io.migomail.core.Ids;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MailEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an API node knows of a message.
 *
 * @param events by time; none where none has arrived
 * @param accepted the message without its content, where this node accepted it a while ago at most; else null
 */
public record KnownMessage(
        String messageId, List<MailEvent> events, @Nullable AcceptedMessage accepted) {
    /** Its deliveries by the order of the request; those of which nothing is known have no recipient. */
    public List<KnownDelivery> deliveries() {
        Map<Integer, List<MailEvent>> byRecipient = new TreeMap<>();
        events.forEach(event -> byRecipient
                .computeIfAbsent(Ids.recipientOf(event.getDeliveryId()), place -> new ArrayList<>())
                .add(event));
        List<KnownDelivery> out = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            List<MailEvent> own = byRecipient.getOrDefault(i, List.of());
            out.add(new KnownDelivery(Ids.delivery(messageId, i), recipient(i, own), scheduledAt(), own));
        }
        return out;
    }

    /** How many recipients it has; 0 where that is not known. */
    public int count() {
        if (accepted != null) {
            return accepted.getRecipientsCount();
        }
        int told = events.isEmpty() ? 0 : events.get(0).getHead().getRecipientCount();
        int seen = events.stream()
                .mapToInt(event -> Ids.recipientOf(event.getDeliveryId()) + 1)
                .max()
                .orElse(0);
        return Math.max(told, seen);
    }

    private @Nullable String recipient(int place, List<MailEvent> own) {
        if (!own.isEmpty()) {
            return own.get(0).getRecipient();
        }
        return accepted == null ? null : accepted.getRecipients(place).getAddress();
    }

    private long scheduledAt() {
        if (accepted != null) {
            return accepted.getHead().getScheduledAt();
        }
        return events.isEmpty() ? 0 : events.get(0).getHead().getScheduledAt();
    }

    /** When the last of its deliveries ends at the latest; 0 where that is not known. */
    public long expiresAt() {
        if (accepted != null) {
            return accepted.getExpiresAt();
        }
        return events.stream().mapToLong(MailEvent::getExpiresAt).max().orElse(0);
    }
}
