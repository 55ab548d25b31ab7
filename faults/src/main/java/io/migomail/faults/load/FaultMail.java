package io.migomail.faults.load;

import io.migomail.faults.check.BodyHash;

/**
 * One message of a run.
 *
 * @param id the harness's name of it, carried in {@link #HEADER} and as the recipient's local part
 * @param key idempotency key, empty = none
 * @param messageClass {@code critical} or {@code normal}
 * @param body plain ASCII lines that no other message has
 */
public record FaultMail(String id, String from, String recipient, String key, String messageClass, String body) {
    /** Header by which the receiving MX knows a mail. */
    public static final String HEADER = "X-Fault-Id";

    /** What the body must be when it arrives. */
    public String hash() {
        return BodyHash.of(body);
    }
}
