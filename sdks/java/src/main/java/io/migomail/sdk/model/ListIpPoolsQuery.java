// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.IpPoolsResource#list} may ask for.
 */
public final class ListIpPoolsQuery extends Params<ListIpPoolsQuery> {

    /**
     * Sets account: another account's, for live keys of the operator's.
     */
    public ListIpPoolsQuery account(String value) {
        return with("account", value);
    }

    /**
     * Sets limit.
     */
    public ListIpPoolsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListIpPoolsQuery cursor(String value) {
        return with("cursor", value);
    }
}
