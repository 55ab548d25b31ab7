// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.ListSuppressionsQuery;
import io.migomail.sdk.model.Suppression;
import io.migomail.sdk.model.SuppressionAdd;
import io.migomail.sdk.model.SuppressionImport;
import io.migomail.sdk.model.SuppressionsImported;

/** The resource suppressions. Thread-safe. */
public final class SuppressionsResource {
    private final Caller caller;

    SuppressionsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Write to an address no more. Scope: suppressions:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Suppression add(SuppressionAdd body) {
        return caller.answer(Call.of("POST", "/v1/suppressions").body(body), Suppression.class);
    }

    /**
     * Add up to 1,000 at once, all or none. Scope: suppressions:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public SuppressionsImported importMany(SuppressionImport body) {
        return caller.answer(Call.of("POST", "/v1/suppressions/import").body(body), SuppressionsImported.class);
    }

    /**
     * The addresses that are not written to, newest first. Scope: suppressions:read. Walking over the page goes
     * on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Suppression> list() {
        return caller.page(Call.of("GET", "/v1/suppressions"), Suppression.class);
    }

    /**
     * The addresses that are not written to, newest first. Scope: suppressions:read. Walking over the page goes
     * on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Suppression> list(ListSuppressionsQuery query) {
        return caller.page(Call.of("GET", "/v1/suppressions").query(query), Suppression.class);
    }

    /**
     * Why an address is not written to. Scope: suppressions:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Suppression get(String address) {
        return caller.answer(Call.of("GET", "/v1/suppressions/{address}", address), Suppression.class);
    }

    /**
     * Write to an address again. Scope: suppressions:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public void remove(String address) {
        caller.nothing(Call.of("DELETE", "/v1/suppressions/{address}", address));
    }
}
