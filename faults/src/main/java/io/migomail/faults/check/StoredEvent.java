package io.migomail.faults.check;

/** A row of the event store, as far as the journals know it, too. */
public record StoredEvent(
        String eventId,
        String type,
        String messageId,
        String deliveryId,
        int attempt,
        String recipient,
        String messageClass) {
    /** What of an event is there once only. */
    String name() {
        return name(deliveryId, attempt, type);
    }

    static String name(String deliveryId, int attempt, String type) {
        return type + " of " + deliveryId + ", attempt " + attempt;
    }
}
