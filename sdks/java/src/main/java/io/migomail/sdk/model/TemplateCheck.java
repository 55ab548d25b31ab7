// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record TemplateCheck(boolean valid, List<TemplateCheckError> errors, List<TemplateVariable> variables) {
    /** A part of it. */
    public record TemplateCheckError(
            String part, @Nullable Long line, @Nullable Long column, String code, String message) {}
}
