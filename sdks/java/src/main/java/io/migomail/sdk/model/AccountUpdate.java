// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class AccountUpdate extends Params<AccountUpdate> {

    /**
     * Sets name.
     */
    public AccountUpdate name(String value) {
        return with("name", value);
    }

    /**
     * Sets plan.
     */
    public AccountUpdate plan(String value) {
        return with("plan", value);
    }

    /**
     * Sets status.
     */
    public AccountUpdate status(String value) {
        return with("status", value);
    }
}
