// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.Application;
import io.migomail.sdk.model.ApplicationCreate;
import io.migomail.sdk.model.ApplicationUpdate;
import io.migomail.sdk.model.ListApplicationsQuery;

/** The resource applications. Thread-safe. */
public final class ApplicationsResource {
    private final Caller caller;

    ApplicationsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Create an application. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Application create(ApplicationCreate body) {
        return caller.answer(Call.once("POST", "/v1/applications").body(body), Application.class);
    }

    /**
     * List applications. Scope: admin. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Application> list() {
        return caller.page(Call.of("GET", "/v1/applications"), Application.class);
    }

    /**
     * List applications. Scope: admin. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Application> list(ListApplicationsQuery query) {
        return caller.page(Call.of("GET", "/v1/applications").query(query), Application.class);
    }

    /**
     * An application. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Application get(String id) {
        return caller.answer(Call.of("GET", "/v1/applications/{id}", id), Application.class);
    }

    /**
     * Rename an application. Needs a live key without limits. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Application update(String id, ApplicationUpdate body) {
        return caller.answer(Call.of("PATCH", "/v1/applications/{id}", id).body(body), Application.class);
    }

    /**
     * Delete an application that has neither active API keys nor webhooks (409 in_use). What it accepted is still
     * delivered. Needs a live key without limits. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public void delete(String id) {
        caller.nothing(Call.of("DELETE", "/v1/applications/{id}", id));
    }
}
