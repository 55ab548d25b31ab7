// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.Limits;

/** The resource limits. Thread-safe. */
public final class LimitsResource {
    private final Caller caller;

    LimitsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * What a request may hold.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Limits get() {
        return caller.answer(Call.of("GET", "/v1/limits"), Limits.class);
    }
}
