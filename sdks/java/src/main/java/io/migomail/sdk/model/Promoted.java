// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Promoted(
        @Nullable String application,
        @Nullable String alias,
        @Nullable Long fromVersion,
        @Nullable Long templateVersion,
        @Nullable Boolean created,
        @Nullable Boolean identical,
        @Nullable Boolean active,
        @Nullable Boolean dryRun,
        @Nullable Changes changes) {
    /** A part of it. */
    public record Changes(
            @Nullable Boolean subject,
            @Nullable Boolean html,
            @Nullable Boolean text,
            @JsonProperty("class") @Nullable Boolean messageClass,
            @Nullable List<String> variablesAdded,
            @Nullable List<String> variablesRemoved,
            @Nullable List<String> variablesChanged) {}
}
