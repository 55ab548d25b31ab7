// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.MessagesResource#listEvents} may ask for.
 */
public final class ListMessageEventsQuery extends Params<ListMessageEventsQuery> {

    /**
     * Sets limit.
     */
    public ListMessageEventsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListMessageEventsQuery cursor(String value) {
        return with("cursor", value);
    }
}
