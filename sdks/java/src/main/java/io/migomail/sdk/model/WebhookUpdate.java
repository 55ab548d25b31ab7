// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;

/**
 * The body of a request.
 */
public final class WebhookUpdate extends Params<WebhookUpdate> {

    /**
     * Sets url.
     */
    public WebhookUpdate url(String value) {
        return with("url", value);
    }

    /**
     * Sets events.
     */
    public WebhookUpdate events(List<String> value) {
        return with("events", value);
    }

    /**
     * Sets retry.
     */
    public WebhookUpdate retry(WebhookRetry value) {
        return with("retry", value);
    }

    /**
     * Sets enabled.
     */
    public WebhookUpdate enabled(boolean value) {
        return with("enabled", value);
    }
}
