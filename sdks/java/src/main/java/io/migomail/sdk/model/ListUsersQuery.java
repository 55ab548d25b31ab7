// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.UsersResource#list} may ask for.
 */
public final class ListUsersQuery extends Params<ListUsersQuery> {

    /**
     * Sets limit.
     */
    public ListUsersQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListUsersQuery cursor(String value) {
        return with("cursor", value);
    }
}
