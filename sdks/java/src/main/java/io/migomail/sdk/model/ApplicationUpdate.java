// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class ApplicationUpdate extends Params<ApplicationUpdate> {

    /**
     * Sets name.
     */
    public ApplicationUpdate name(String value) {
        return with("name", value);
    }

    /**
     * Sets content.
     */
    public ApplicationUpdate content(String value) {
        return with("content", value);
    }
}
