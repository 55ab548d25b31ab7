// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.Map;

/**
 * The body of a request.
 */
public final class RenderRequest extends Params<RenderRequest> {

    /**
     * Sets variables.
     */
    public RenderRequest variables(Map<String, Object> value) {
        return with("variables", value);
    }

    /**
     * Sets version: default: the active one, else the latest.
     */
    public RenderRequest version(long value) {
        return with("version", value);
    }
}
