// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class WebhookTest extends Params<WebhookTest> {

    /**
     * Sets event.
     */
    public WebhookTest event(String value) {
        return with("event", value);
    }
}
