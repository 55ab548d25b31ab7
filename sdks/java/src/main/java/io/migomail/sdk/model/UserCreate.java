// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class UserCreate extends Params<UserCreate> {

    /**
     * Sets email: unique within the account, whatever its case.
     */
    public UserCreate email(String value) {
        return with("email", value);
    }

    /**
     * Sets name.
     */
    public UserCreate name(String value) {
        return with("name", value);
    }

    /**
     * Sets role.
     */
    public UserCreate role(String value) {
        return with("role", value);
    }

    /**
     * Sets password: kept as an Argon2id hash and never shown.
     */
    public UserCreate password(String value) {
        return with("password", value);
    }
}
