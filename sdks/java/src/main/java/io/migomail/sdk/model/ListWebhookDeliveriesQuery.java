// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.WebhooksResource#listDeliveries} may ask for.
 */
public final class ListWebhookDeliveriesQuery extends Params<ListWebhookDeliveriesQuery> {

    /**
     * Sets result.
     */
    public ListWebhookDeliveriesQuery result(String value) {
        return with("result", value);
    }

    /**
     * Sets event: the id of one event.
     */
    public ListWebhookDeliveriesQuery event(String value) {
        return with("event", value);
    }

    /**
     * Sets message: the id of a message: attempts at its events only.
     */
    public ListWebhookDeliveriesQuery message(String value) {
        return with("message", value);
    }

    /**
     * Sets limit.
     */
    public ListWebhookDeliveriesQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListWebhookDeliveriesQuery cursor(String value) {
        return with("cursor", value);
    }
}
