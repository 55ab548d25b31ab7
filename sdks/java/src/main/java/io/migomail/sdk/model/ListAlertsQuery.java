// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.AlertsResource#list} may ask for.
 */
public final class ListAlertsQuery extends Params<ListAlertsQuery> {

    /**
     * Sets limit.
     */
    public ListAlertsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListAlertsQuery cursor(String value) {
        return with("cursor", value);
    }

    /**
     * Sets state.
     */
    public ListAlertsQuery state(String value) {
        return with("state", value);
    }

    /**
     * Sets application: default: the key's own, with the scope admin all of the account; any other has nothing.
     */
    public ListAlertsQuery application(String value) {
        return with("application", value);
    }
}
