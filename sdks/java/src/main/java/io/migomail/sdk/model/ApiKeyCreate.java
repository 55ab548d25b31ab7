// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;

/**
 * The body of a request.
 */
public final class ApiKeyCreate extends Params<ApiKeyCreate> {

    /**
     * Sets name.
     */
    public ApiKeyCreate name(String value) {
        return with("name", value);
    }

    /**
     * Sets application: default: the key's own.
     */
    public ApiKeyCreate application(String value) {
        return with("application", value);
    }

    /**
     * Sets environment.
     */
    public ApiKeyCreate environment(String value) {
        return with("environment", value);
    }

    /**
     * Sets scopes.
     */
    public ApiKeyCreate scopes(List<String> value) {
        return with("scopes", value);
    }

    /**
     * Sets expires_at.
     */
    public ApiKeyCreate expiresAt(Instant value) {
        return with("expires_at", value);
    }

    /**
     * Sets domains: sending domains of the account; the key may send from these and what is below them. Empty =
     * from all.
     */
    public ApiKeyCreate domains(List<String> value) {
        return with("domains", value);
    }

    /**
     * Sets templates: aliases of the application; the key may send these templates and nothing else. Empty =
     * anything.
     */
    public ApiKeyCreate templates(List<String> value) {
        return with("templates", value);
    }

    /**
     * Sets sources: addresses and CIDR blocks from which the key may be used, over REST and SMTP. Empty = from
     * anywhere.
     */
    public ApiKeyCreate sources(List<String> value) {
        return with("sources", value);
    }

    /**
     * Sets require_signature: whether the key takes signed requests only; it is of no use over SMTP then.
     */
    public ApiKeyCreate requireSignature(boolean value) {
        return with("require_signature", value);
    }
}
