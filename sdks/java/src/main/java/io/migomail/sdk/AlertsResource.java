// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.Alert;
import io.migomail.sdk.model.ListAlertsQuery;

/** The resource alerts. Thread-safe. */
public final class AlertsResource {
    private final Caller caller;

    AlertsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * What endangers the promise on the application's mail now, and what did. Scope: stats:read. Walking over the
     * page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Alert> list() {
        return caller.page(Call.of("GET", "/v1/alerts"), Alert.class);
    }

    /**
     * What endangers the promise on the application's mail now, and what did. Scope: stats:read. Walking over the
     * page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Alert> list(ListAlertsQuery query) {
        return caller.page(Call.of("GET", "/v1/alerts").query(query), Alert.class);
    }
}
