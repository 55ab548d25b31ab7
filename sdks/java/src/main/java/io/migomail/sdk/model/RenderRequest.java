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

    /**
     * Sets source: rendered in place of a version, without being published; there need be no such template.
     */
    public RenderRequest source(TemplateSource value) {
        return with("source", value);
    }
}
