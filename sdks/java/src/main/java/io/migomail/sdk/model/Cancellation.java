// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Cancellation(String messageId, String status, List<Recipient> recipients) {
    /** A part of it. */
    public record Recipient(@Nullable String email, String result) {}
}
