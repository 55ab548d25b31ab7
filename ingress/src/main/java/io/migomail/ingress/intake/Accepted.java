package io.migomail.ingress.intake;

/**
 * A message that is durable.
 *
 * @param createdAt when its request was fully read, milliseconds
 * @param replayed whether an earlier request with the same idempotency key had made it
 */
public record Accepted(String messageId, long createdAt, boolean replayed) {}
