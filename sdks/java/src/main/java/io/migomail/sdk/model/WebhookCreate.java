// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;

/**
 * The body of a request.
 */
public final class WebhookCreate extends Params<WebhookCreate> {

    /**
     * Sets url.
     */
    public WebhookCreate url(String value) {
        return with("url", value);
    }

    /**
     * Sets events: default: all.
     */
    public WebhookCreate events(List<String> value) {
        return with("events", value);
    }

    /**
     * Sets retry.
     */
    public WebhookCreate retry(WebhookRetry value) {
        return with("retry", value);
    }
}
