package io.migomail.faults.check;

/**
 * What an outcome in PACE's journal makes an event of.
 *
 * @param messageId whose event it is
 * @param deliveryId as the event names it
 * @param type of the event
 */
public record Fact(String messageId, String deliveryId, String recipient, int attempt, String type) {}
