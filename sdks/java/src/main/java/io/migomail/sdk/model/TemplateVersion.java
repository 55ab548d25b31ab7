// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record TemplateVersion(
        @Nullable Long number,
        @Nullable String syntax,
        @JsonProperty("class") @Nullable String messageClass,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        @Nullable String design,
        @Nullable Boolean active,
        @Nullable String locale,
        @Nullable String layout,
        @Nullable List<Piece> pieces,
        @Nullable List<TemplateVariable> variables,
        @Nullable Instant createdAt) {
    /** A part of it. */
    public record Piece(@Nullable String alias, @Nullable Long version) {}
}
