package io.migomail.mta.pace;

import java.io.Serializable;

/**
 * An outcome that PACE decided, on its way to {@code mail.outcomes}.
 *
 * @param key the topic's key: the pace key
 * @param outcome encoded {@code Outcome} record
 */
public record JournalEntry(String key, byte[] outcome) implements Serializable {}
