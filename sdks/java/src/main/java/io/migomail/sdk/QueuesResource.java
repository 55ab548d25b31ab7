// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.ListQueuesQuery;
import io.migomail.sdk.model.Queue;

/** The resource queues. Thread-safe. */
public final class QueuesResource {
    private final Caller caller;

    QueuesResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * What waits, by destination and pool, as it is, a second behind. Scope: stats:read. Walking over the page
     * goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Queue> list() {
        return caller.page(Call.of("GET", "/v1/queues"), Queue.class);
    }

    /**
     * What waits, by destination and pool, as it is, a second behind. Scope: stats:read. Walking over the page
     * goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Queue> list(ListQueuesQuery query) {
        return caller.page(Call.of("GET", "/v1/queues").query(query), Queue.class);
    }
}
