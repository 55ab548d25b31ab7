// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.Domain;
import io.migomail.sdk.model.DomainCreate;
import io.migomail.sdk.model.ListDomainsQuery;

/** The resource domains. Thread-safe. */
public final class DomainsResource {
    private final Caller caller;

    DomainsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Add a sending domain; its keys are made here. Scope: domains:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Domain create(DomainCreate body) {
        return caller.answer(Call.once("POST", "/v1/domains").body(body), Domain.class);
    }

    /**
     * List domains. Scope: domains:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Domain> list() {
        return caller.page(Call.of("GET", "/v1/domains"), Domain.class);
    }

    /**
     * List domains. Scope: domains:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Domain> list(ListDomainsQuery query) {
        return caller.page(Call.of("GET", "/v1/domains").query(query), Domain.class);
    }

    /**
     * A domain with its records. Scope: domains:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Domain get(String id) {
        return caller.answer(Call.of("GET", "/v1/domains/{id}", id), Domain.class);
    }

    /**
     * Remove a domain and its keys; accepted mail that is not signed yet fails. Scope: domains:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public void delete(String id) {
        caller.nothing(Call.of("DELETE", "/v1/domains/{id}", id));
    }

    /**
     * Look at the DNS now instead of at the next of its automatic looks. Scope: domains:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Domain verify(String id) {
        return caller.answer(Call.of("POST", "/v1/domains/{id}/verify", id), Domain.class);
    }

    /**
     * Make new DKIM keys, staged over two selectors. Scope: domains:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Domain rotateKeys(String id) {
        return caller.answer(Call.once("POST", "/v1/domains/{id}/dkim/rotate", id), Domain.class);
    }
}
