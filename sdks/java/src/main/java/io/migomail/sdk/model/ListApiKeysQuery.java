// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.ApiKeysResource#list} may ask for.
 */
public final class ListApiKeysQuery extends Params<ListApiKeysQuery> {

    /**
     * Sets limit.
     */
    public ListApiKeysQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListApiKeysQuery cursor(String value) {
        return with("cursor", value);
    }

    /**
     * Sets application: default: the key's own.
     */
    public ListApiKeysQuery application(String value) {
        return with("application", value);
    }
}
