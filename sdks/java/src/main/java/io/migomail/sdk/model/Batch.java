// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;

/**
 * The body of a request.
 */
public final class Batch extends Params<Batch> {

    /**
     * Sets messages.
     */
    public Batch messages(List<Send> value) {
        return with("messages", value);
    }
}
