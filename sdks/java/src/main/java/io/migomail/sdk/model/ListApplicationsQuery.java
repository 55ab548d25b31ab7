// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.ApplicationsResource#list} may ask for.
 */
public final class ListApplicationsQuery extends Params<ListApplicationsQuery> {

    /**
     * Sets limit.
     */
    public ListApplicationsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListApplicationsQuery cursor(String value) {
        return with("cursor", value);
    }
}
