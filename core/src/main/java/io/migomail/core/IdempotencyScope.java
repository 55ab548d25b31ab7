package io.migomail.core;

import io.migomail.core.record.MessageHead;

/**
 * What an idempotency key is unique in: its application and environment. The name of a key in that scope is what nodes
 * remember, what the log is partitioned by, and what the delivery job's claims are keyed by: the same everywhere.
 */
public final class IdempotencyScope {
    private IdempotencyScope() {}

    /** The name of a key; no two scopes share one, as neither ids nor words hold a line end. */
    public static String name(String applicationId, String environment, String key) {
        return applicationId + '\n' + environment + '\n' + key;
    }

    /** The name of the message's key; empty where it has none. */
    public static String name(MessageHead head) {
        String key = head.getIdempotencyKey();
        return key.isEmpty() ? "" : name(head.getApplicationId(), head.getEnvironment(), key);
    }
}
