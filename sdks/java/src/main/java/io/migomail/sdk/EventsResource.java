// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.Event;
import io.migomail.sdk.model.ListEventsQuery;

/** The resource events. Thread-safe. */
public final class EventsResource {
    private final Caller caller;

    EventsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * The events of the key's application and environment, for those who cannot be called by webhooks. Scope:
     * messages:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Event> list() {
        return caller.page(Call.of("GET", "/v1/events"), Event.class);
    }

    /**
     * The events of the key's application and environment, for those who cannot be called by webhooks. Scope:
     * messages:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Event> list(ListEventsQuery query) {
        return caller.page(Call.of("GET", "/v1/events").query(query), Event.class);
    }
}
