package io.migomail.jobs.accounting;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * One request to make: an event, to a webhook, for the n-th time.
 *
 * @param number 1-based; 0 = see {@link #giveUp}
 * @param body the event's JSON, the same for every attempt
 */
public record WebhookAttempt(String webhookId, String eventId, int number, byte[] body) implements Serializable {
    /** No request, but the end of all: the webhook is to be switched off. */
    static WebhookAttempt giveUp(String webhookId) {
        return new WebhookAttempt(webhookId, "", 0, new byte[0]);
    }

    boolean isGiveUp() {
        return number == 0;
    }

    static final TypeInformation<WebhookAttempt> TYPE = TypeInformation.of(WebhookAttempt.class);
}
