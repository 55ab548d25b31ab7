// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class DomainCreate extends Params<DomainCreate> {

    /**
     * Sets name.
     */
    public DomainCreate name(String value) {
        return with("name", value);
    }

    /**
     * Sets stream.
     */
    public DomainCreate stream(String value) {
        return with("stream", value);
    }
}
