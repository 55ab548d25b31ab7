// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;

/**
 * The body of a request.
 */
public final class SuppressionImport extends Params<SuppressionImport> {

    /**
     * Sets suppressions.
     */
    public SuppressionImport suppressions(List<SuppressionAdd> value) {
        return with("suppressions", value);
    }
}
