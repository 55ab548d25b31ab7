// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Template(
        @Nullable String id,
        @Nullable String alias,
        @Nullable String name,
        @Nullable String kind,
        @Nullable Long activeVersion,
        @Nullable Long latestVersion,
        @Nullable TemplateVersion version,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {}
