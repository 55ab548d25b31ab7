// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The dimensions asked for; null = it has none. */
public record WindowGroup(
        @Nullable String application,
        @JsonProperty("class") @Nullable String messageClass,
        @Nullable String provider,
        @Nullable String endpoint,
        @Nullable String egressIp) {}
