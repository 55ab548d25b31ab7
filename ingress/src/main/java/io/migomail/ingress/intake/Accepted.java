package io.migomail.ingress.intake;

/**
 * A message that is durable.
 *
 * @param status scheduled where it waits for its time, else queued
 * @param createdAt when its request was fully read, milliseconds
 * @param replayed whether an earlier request with the same idempotency key had made it
 */
public record Accepted(String messageId, String status, long createdAt, boolean replayed) {}
