package io.migomail.ingress.fact;

import io.migomail.core.Topics.Topic;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where a node writes what the jobs are to know, beside messages. Thread-safe. */
@FunctionalInterface
public interface FactLog {
    /**
     * Completes once the record is durable, a null value being the end of what its key had; exceptionally with a problem {@code store_unavailable} where that could not be
     * made sure within {@link io.migomail.core.Limits#ACCEPT_TIMEOUT}.
     */
    CompletionStage<Void> append(Topic topic, String key, byte @Nullable [] value);
}
