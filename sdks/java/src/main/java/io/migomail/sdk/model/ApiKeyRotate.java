// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class ApiKeyRotate extends Params<ApiKeyRotate> {

    /**
     * Sets overlap_seconds: how long the key goes on beside its successor.
     */
    public ApiKeyRotate overlapSeconds(long value) {
        return with("overlap_seconds", value);
    }
}
