// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;

/**
 * How often an event is offered to an endpoint that does not take it; without it 5 s, 5 min, 30 min, 2 h, 5
 * h, 10 h, 14 h, 20 h, 24 h.
 */
public final class WebhookRetry extends Params<WebhookRetry> {

    /**
     * Sets schedule: seconds between attempts, up to a tenth is added to each; the last one repeats.
     */
    public WebhookRetry schedule(List<Long> value) {
        return with("schedule", value);
    }

    /**
     * Sets max_attempts: default: one more than the schedule has waits.
     */
    public WebhookRetry maxAttempts(long value) {
        return with("max_attempts", value);
    }

    /**
     * Sets max_age: seconds from its timestamp after which an event is not offered again; default: no such bound.
     */
    public WebhookRetry maxAge(long value) {
        return with("max_age", value);
    }
}
