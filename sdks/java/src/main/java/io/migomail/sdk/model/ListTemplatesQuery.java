// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.TemplatesResource#list} may ask for.
 */
public final class ListTemplatesQuery extends Params<ListTemplatesQuery> {

    /**
     * Sets limit.
     */
    public ListTemplatesQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListTemplatesQuery cursor(String value) {
        return with("cursor", value);
    }
}
