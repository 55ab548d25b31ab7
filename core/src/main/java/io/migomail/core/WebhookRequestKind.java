package io.migomail.core;

import java.util.Locale;

/** What a record of {@code webhook.requests} asks of a webhook's queue, or brings it. */
public enum WebhookRequestKind {
    /** One event again, now. */
    RETRY,
    /** Begin to replay. */
    REPLAY,
    /** An event that a replay has read. */
    EVENT,
    /** The end of a page of events. */
    PAGE;

    /** The word in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static WebhookRequestKind of(String word) {
        return Words.of(values(), WebhookRequestKind::word, word, "webhook request");
    }
}
