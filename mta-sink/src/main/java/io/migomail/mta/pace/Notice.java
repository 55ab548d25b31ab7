package io.migomail.mta.pace;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What PACE tells API nodes: on {@code mail.cancels}, {@code pace.questions} or {@code pace.status}. Settles nothing.
 *
 * @param value null = the key has nothing to tell any more
 */
public record Notice(String topic, String key, byte @Nullable [] value) implements Serializable {}
