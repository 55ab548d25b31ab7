// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.ApiKey;
import io.migomail.sdk.model.ApiKeyCreate;
import io.migomail.sdk.model.ApiKeyCreated;
import io.migomail.sdk.model.ApiKeyRotate;
import io.migomail.sdk.model.ApiKeyUpdate;
import io.migomail.sdk.model.ListApiKeysQuery;

/** The resource api_keys. Thread-safe. */
public final class ApiKeysResource {
    private final Caller caller;

    ApiKeysResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Create an API key; it is shown once. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public ApiKeyCreated create(ApiKeyCreate body) {
        return caller.answer(Call.once("POST", "/v1/api-keys").body(body), ApiKeyCreated.class);
    }

    /**
     * List the keys of an application. Scope: admin. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<ApiKey> list() {
        return caller.page(Call.of("GET", "/v1/api-keys"), ApiKey.class);
    }

    /**
     * List the keys of an application. Scope: admin. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<ApiKey> list(ListApiKeysQuery query) {
        return caller.page(Call.of("GET", "/v1/api-keys").query(query), ApiKey.class);
    }

    /**
     * An API key, without its secret. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public ApiKey get(String id) {
        return caller.answer(Call.of("GET", "/v1/api-keys/{id}", id), ApiKey.class);
    }

    /**
     * Change an API key that is neither revoked nor expired (409 key_not_active). Needs a key without limits, a
     * live key for a live key. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public ApiKey update(String id, ApiKeyUpdate body) {
        return caller.answer(Call.of("PATCH", "/v1/api-keys/{id}", id).body(body), ApiKey.class);
    }

    /**
     * Revoke an API key. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public void delete(String id) {
        caller.nothing(Call.of("DELETE", "/v1/api-keys/{id}", id));
    }

    /**
     * Give an API key a successor, which is shown once. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public ApiKeyCreated rotate(String id) {
        return caller.answer(Call.once("POST", "/v1/api-keys/{id}/rotate", id), ApiKeyCreated.class);
    }

    /**
     * Give an API key a successor, which is shown once. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public ApiKeyCreated rotate(String id, ApiKeyRotate body) {
        return caller.answer(Call.once("POST", "/v1/api-keys/{id}/rotate", id).body(body), ApiKeyCreated.class);
    }
}
