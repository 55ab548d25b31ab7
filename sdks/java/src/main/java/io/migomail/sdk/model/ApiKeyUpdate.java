// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;

/**
 * The body of a request.
 */
public final class ApiKeyUpdate extends Params<ApiKeyUpdate> {

    /**
     * Sets name.
     */
    public ApiKeyUpdate name(String value) {
        return with("name", value);
    }

    /**
     * Sets scopes.
     */
    public ApiKeyUpdate scopes(List<String> value) {
        return with("scopes", value);
    }

    /**
     * Sets expires_at: null = never, but for its successor's turn.
     */
    public ApiKeyUpdate expiresAt(Instant value) {
        return with("expires_at", value);
    }

    /**
     * Sets domains: as of ApiKeyCreate; so are the next three.
     */
    public ApiKeyUpdate domains(List<String> value) {
        return with("domains", value);
    }

    /**
     * Sets templates.
     */
    public ApiKeyUpdate templates(List<String> value) {
        return with("templates", value);
    }

    /**
     * Sets sources.
     */
    public ApiKeyUpdate sources(List<String> value) {
        return with("sources", value);
    }

    /**
     * Sets require_signature.
     */
    public ApiKeyUpdate requireSignature(boolean value) {
        return with("require_signature", value);
    }
}
