// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;

/**
 * What {&#64;link io.migomail.sdk.EventsResource#list} may ask for.
 */
public final class ListEventsQuery extends Params<ListEventsQuery> {

    /**
     * Sets type: may be repeated; any of them.
     */
    public ListEventsQuery type(List<String> value) {
        return with("type", value);
    }

    /**
     * Sets since: where no cursor is given: from what was stored at this instant on; default: from the first that
     * is retained.
     */
    public ListEventsQuery since(Instant value) {
        return with("since", value);
    }

    /**
     * Sets limit.
     */
    public ListEventsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListEventsQuery cursor(String value) {
        return with("cursor", value);
    }
}
