package io.migomail.jobs.accounting;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What enters a webhook's queue: an event that it subscribed to, what came of an attempt, or a request.
 *
 * @param eventId empty for a request that is about none
 * @param payload the event's JSON, an encoded {@code WebhookOutcome}, or an encoded {@code WebhookRequest}
 */
public record WebhookInput(String webhookId, Kind kind, String eventId, byte[] payload) implements Serializable {
    static final TypeInformation<WebhookInput> TYPE = TypeInformation.of(WebhookInput.class);

    /** Which of them it is. */
    public enum Kind {
        EVENT,
        OUTCOME,
        REQUEST
    }
}
