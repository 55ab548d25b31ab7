package io.migomail.core;

import java.util.Locale;

/** Names of public events, as subscribers and the API see them. */
public enum EventType {
    /** Accepted, and to be sent later; {@link #QUEUED} follows when its time has come. */
    SCHEDULED,
    QUEUED,
    DISPATCHED,
    DELIVERED,
    SOFT_BOUNCE,
    HARD_BOUNCE,
    /** After {@link #DELIVERED}: a mail system behind the one that took the mail returned it. Not final. */
    LATE_BOUNCE,
    OPENED,
    CLICKED,
    SPAM_COMPLAINT,
    UNSUBSCRIBE,
    SUPPRESSED,
    EXPIRED,
    CANCELED,
    FAILED,
    /** The id is another name of the first message of its idempotency key; last, as it is the newest word on an id. */
    REPLAYED,
    /** Of no message: a webhook was disabled because its endpoint failed; told to the others. */
    WEBHOOK_DISABLED,
    /** Of no message: what is promised of an application's mail is in danger. */
    ALERT_OPENED,
    /** Of no message: it is not any more. */
    ALERT_RESOLVED;

    /** The word used in the API, in records and in the event store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it tells of a delivery. */
    public boolean ofDelivery() {
        return switch (this) {
            case WEBHOOK_DISABLED, ALERT_OPENED, ALERT_RESOLVED -> false;
            case SCHEDULED,
                    QUEUED,
                    DISPATCHED,
                    DELIVERED,
                    SOFT_BOUNCE,
                    HARD_BOUNCE,
                    LATE_BOUNCE,
                    OPENED,
                    CLICKED,
                    SPAM_COMPLAINT,
                    UNSUBSCRIBE,
                    SUPPRESSED,
                    EXPIRED,
                    CANCELED,
                    FAILED,
                    REPLAYED -> true;
        };
    }

    /** @throws IllegalArgumentException for any other word */
    public static EventType of(String word) {
        return Words.of(values(), EventType::word, word, "event type");
    }
}
