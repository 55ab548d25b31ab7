// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class SuppressionAdd extends Params<SuppressionAdd> {

    /**
     * Sets address.
     */
    public SuppressionAdd address(String value) {
        return with("address", value);
    }

    /**
     * Sets reason.
     */
    public SuppressionAdd reason(String value) {
        return with("reason", value);
    }
}
