package io.migomail.analytics;

/**
 * A place in the order of a search, which is newest first: what follows was received earlier.
 *
 * @param receivedAt milliseconds
 * @param deliveryId empty = behind the last delivery of the message
 */
public record MessagePosition(long receivedAt, String messageId, String deliveryId) {}
