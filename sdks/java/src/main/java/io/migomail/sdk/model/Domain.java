// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Domain(
        @Nullable String id,
        @Nullable String name,
        @Nullable String stream,
        @Nullable Boolean verified,
        @Nullable String status,
        @Nullable List<DomainRecord> records,
        @Nullable Instant createdAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant checkedAt,
        @Nullable Instant failingSince,
        @Nullable Instant failsAt) {
    /** A part of it. */
    public record DomainRecord(
            @Nullable String purpose,
            @Nullable String type,
            @Nullable String name,
            @Nullable String expected,
            @Nullable Boolean required,
            @Nullable String state,
            @Nullable String hint,
            @Nullable List<String> found,
            @Nullable Instant retireAfter) {}
}
