package io.migomail.ingress.intake;

import io.migomail.core.record.AcceptedMessage;
import java.util.concurrent.CompletionStage;

/** Where accepted messages are made durable. Thread-safe. */
public interface MessageLog {
    /**
     * Completes with the instant (milliseconds) at which the message was durable, or exceptionally, within
     * {@link io.migomail.core.Limits#ACCEPT_TIMEOUT}. After a failure the message may be durable all the same.
     */
    CompletionStage<Long> append(AcceptedMessage message);

    /** Whether the log was reachable when last heard of; for readiness. */
    boolean healthy();
}
