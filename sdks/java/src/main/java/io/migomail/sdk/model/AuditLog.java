// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record AuditLog(
        String id,
        @Nullable Instant at,
        String action,
        Resource resource,
        List<String> fields,
        Actor actor,
        @Nullable Long count,
        String request,
        String requestId) {
    /** A part of it. */
    public record Resource(String type, String id) {}

    /** A part of it. */
    public record Actor(
            String type,
            @Nullable String id,
            @Nullable String name,
            @Nullable String source) {}
}
