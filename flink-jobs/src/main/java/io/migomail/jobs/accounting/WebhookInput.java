package io.migomail.jobs.accounting;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What enters a webhook's queue: an event that it subscribed to, or what came of an attempt.
 *
 * @param payload the event's JSON, or an encoded {@code WebhookOutcome}
 */
public record WebhookInput(String webhookId, Kind kind, String eventId, byte[] payload) implements Serializable {
    static final TypeInformation<WebhookInput> TYPE = TypeInformation.of(WebhookInput.class);

    /** Which of the two it is. */
    public enum Kind {
        EVENT,
        OUTCOME
    }
}
