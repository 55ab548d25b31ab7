// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class ApplicationCreate extends Params<ApplicationCreate> {

    /**
     * Sets name.
     */
    public ApplicationCreate name(String value) {
        return with("name", value);
    }

    /**
     * Sets content.
     */
    public ApplicationCreate content(String value) {
        return with("content", value);
    }
}
