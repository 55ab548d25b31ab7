// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class WebhookSecretRotate extends Params<WebhookSecretRotate> {

    /**
     * Sets overlap_seconds: how long the old secret signs beside the new one.
     */
    public WebhookSecretRotate overlapSeconds(long value) {
        return with("overlap_seconds", value);
    }
}
