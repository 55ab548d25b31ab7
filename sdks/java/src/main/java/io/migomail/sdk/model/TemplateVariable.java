// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** what the uses of a variable in the source say of it */
public record TemplateVariable(
        @Nullable String name,
        @Nullable Boolean required,
        @Nullable String type,
        @JsonProperty("default") @Nullable Object defaultValue) {}
