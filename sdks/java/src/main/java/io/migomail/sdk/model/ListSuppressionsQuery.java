// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.SuppressionsResource#list} may ask for.
 */
public final class ListSuppressionsQuery extends Params<ListSuppressionsQuery> {

    /**
     * Sets address.
     */
    public ListSuppressionsQuery address(String value) {
        return with("address", value);
    }

    /**
     * Sets reason.
     */
    public ListSuppressionsQuery reason(String value) {
        return with("reason", value);
    }

    /**
     * Sets limit.
     */
    public ListSuppressionsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListSuppressionsQuery cursor(String value) {
        return with("cursor", value);
    }
}
