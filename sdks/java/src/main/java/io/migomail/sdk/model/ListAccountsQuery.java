// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.AccountsResource#list} may ask for.
 */
public final class ListAccountsQuery extends Params<ListAccountsQuery> {

    /**
     * Sets limit.
     */
    public ListAccountsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListAccountsQuery cursor(String value) {
        return with("cursor", value);
    }
}
