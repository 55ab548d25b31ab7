package io.migomail.ingress.story;

import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.MailEvent;
import java.util.List;

/**
 * Ids that are another name of a message: of a request that came again under its idempotency key on the next day. Their
 * {@code replayed} event names the delivery that stands for them (docs/adr/0010).
 */
public final class Replayed {
    private Replayed() {}

    /**
     * The message of which this id is another name; empty where it is its own. The newest word holds: a key that is used
     * again after its life gives such an id to a message of its own.
     *
     * @param events of the id, by time, then kind
     */
    public static String messageOf(List<MailEvent> events) {
        MailEvent last = events.isEmpty() ? MailEvent.getDefaultInstance() : events.get(events.size() - 1);
        return is(last) ? Ids.messageOf(last.getDeliveryId()) : "";
    }

    /** The events that tell of deliveries. */
    public static List<MailEvent> without(List<MailEvent> events) {
        return events.stream().filter(event -> !is(event)).toList();
    }

    private static boolean is(MailEvent event) {
        return event.getType().equals(EventType.REPLAYED.word());
    }
}
