// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The dimensions asked for; null = it has none. */
public record StatsGroup(
        @Nullable String application,
        @JsonProperty("class") @Nullable String messageClass,
        @Nullable String stream,
        @Nullable String endpoint,
        @Nullable String provider,
        @Nullable String template,
        @Nullable String tag,
        @Nullable String domain,
        @Nullable String recipientDomain) {}
