// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.DomainsResource#list} may ask for.
 */
public final class ListDomainsQuery extends Params<ListDomainsQuery> {

    /**
     * Sets limit.
     */
    public ListDomainsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListDomainsQuery cursor(String value) {
        return with("cursor", value);
    }
}
