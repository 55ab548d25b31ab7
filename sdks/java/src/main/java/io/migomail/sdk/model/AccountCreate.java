// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class AccountCreate extends Params<AccountCreate> {

    /**
     * Sets username: SMTP user name, unique; it cannot be changed.
     */
    public AccountCreate username(String value) {
        return with("username", value);
    }

    /**
     * Sets name: default: the username.
     */
    public AccountCreate name(String value) {
        return with("name", value);
    }

    /**
     * Sets plan.
     */
    public AccountCreate plan(String value) {
        return with("plan", value);
    }

    /**
     * Sets cell: the delivery job that carries its mail; default: that with the fewest accounts; it cannot be
     * changed.
     */
    public AccountCreate cell(long value) {
        return with("cell", value);
    }
}
