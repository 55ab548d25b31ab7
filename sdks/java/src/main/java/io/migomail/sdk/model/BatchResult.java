// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record BatchResult(List<Data> data, long accepted, long refused) {
    /** A part of it. */
    public record Data(
            String status,
            @Nullable String messageId,
            @Nullable Instant createdAt,
            @Nullable ProblemPart error) {}
}
