// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.TemplatesResource#listVersions} may ask for.
 */
public final class ListTemplateVersionsQuery extends Params<ListTemplateVersionsQuery> {

    /**
     * Sets limit.
     */
    public ListTemplateVersionsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListTemplateVersionsQuery cursor(String value) {
        return with("cursor", value);
    }
}
