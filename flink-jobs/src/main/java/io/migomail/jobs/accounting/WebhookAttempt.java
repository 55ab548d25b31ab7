package io.migomail.jobs.accounting;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * One request to make: an event, to a webhook, for the n-th time.
 *
 * @param number 1-based
 * @param body the event's JSON, the same for every attempt
 */
public record WebhookAttempt(String webhookId, String eventId, int number, byte[] body) implements Serializable {
    static final TypeInformation<WebhookAttempt> TYPE = TypeInformation.of(WebhookAttempt.class);
}
