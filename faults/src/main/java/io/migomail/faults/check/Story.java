package io.migomail.faults.check;

import java.util.List;

/**
 * What the product says became of a message of one recipient.
 *
 * @param status of the delivery by {@code GET /v1/messages/{id}}
 * @param stored final events of the event store
 * @param hooked final events that the webhook received, each id once
 */
public record Story(String status, List<End> stored, List<End> hooked) {
    private static final List<String> FINAL =
            List.of("delivered", "bounced", "expired", "suppressed", "canceled", "failed");

    /** A final event. */
    public record End(String eventId, String type) {
        /** The status that this event enters. */
        public String status() {
            return type.equals("hard_bounce") ? "bounced" : type;
        }

        /** Whether events of this type end a delivery. */
        public static boolean isFinal(String type) {
            return FINAL.contains(new End("", type).status());
        }
    }

    /** Copies the lists. */
    public Story {
        stored = List.copyOf(stored);
        hooked = List.copyOf(hooked);
    }

    /** Whether the delivery has come to its end. */
    public boolean ended() {
        return FINAL.contains(status);
    }

    /** Whether it ended without having been delivered. */
    public boolean failed() {
        return ended() && !status.equals("delivered");
    }
}
