// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Bounce(
        @Nullable String type,
        @Nullable String category,
        @Nullable Long smtpCode,
        @Nullable String enhancedCode,
        @Nullable String diagnostic,
        @Nullable String mx,
        @Nullable Instant at) {}
