// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;

/**
 * The body of a request.
 */
public final class WebhookReplayCreate extends Params<WebhookReplayCreate> {

    /**
     * Sets from: of the events' timestamps; not before the plan's retention.
     */
    public WebhookReplayCreate from(Instant value) {
        return with("from", value);
    }

    /**
     * Sets to: default: now.
     */
    public WebhookReplayCreate to(Instant value) {
        return with("to", value);
    }

    /**
     * Sets events: of these types only; default: whatever the webhook subscribes to.
     */
    public WebhookReplayCreate events(List<String> value) {
        return with("events", value);
    }
}
