// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.WebhooksResource#list} may ask for.
 */
public final class ListWebhooksQuery extends Params<ListWebhooksQuery> {

    /**
     * Sets limit.
     */
    public ListWebhooksQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListWebhooksQuery cursor(String value) {
        return with("cursor", value);
    }
}
