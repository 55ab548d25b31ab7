// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class UserUpdate extends Params<UserUpdate> {

    /**
     * Sets email.
     */
    public UserUpdate email(String value) {
        return with("email", value);
    }

    /**
     * Sets name.
     */
    public UserUpdate name(String value) {
        return with("name", value);
    }

    /**
     * Sets role.
     */
    public UserUpdate role(String value) {
        return with("role", value);
    }

    /**
     * Sets password.
     */
    public UserUpdate password(String value) {
        return with("password", value);
    }
}
