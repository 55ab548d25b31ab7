package io.migomail.core;

import io.migomail.core.record.MessageHead;
import java.util.regex.Pattern;

/**
 * What an idempotency key is unique in: its application and environment. The name of a key in that scope is what nodes
 * remember, what the log is partitioned by, and what the delivery job's claims are keyed by: the same everywhere.
 */
public final class IdempotencyScope {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1," + Limits.IDEMPOTENCY_KEY_CHARS + "}");

    private IdempotencyScope() {}

    /** Whether a client may use that text as a key: printable ASCII without blanks, as those of a batch are made with one. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** The name of a key; no two scopes share one, as neither ids nor words hold a line end. */
    public static String name(String applicationId, String environment, String key) {
        return applicationId + '\n' + environment + '\n' + key;
    }

    /** The name of the message's key; empty where it has none, or was ruled on when it was scheduled. */
    public static String name(MessageHead head) {
        String key = head.getIdempotencyKey();
        return key.isEmpty() || head.getDueAt() > 0 ? "" : name(head.getApplicationId(), head.getEnvironment(), key);
    }
}
