// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record CapturedMail(
        String id,
        String messageId,
        @Nullable Instant receivedAt,
        String returnPath,
        List<String> recipients,
        String from,
        String subject,
        List<Dkim> dkim,
        @Nullable String tls,
        long size,
        @Nullable String source) {
    /** A part of it. */
    public record Dkim(
            String result,
            @Nullable String domain,
            @Nullable String selector,
            @Nullable String algorithm,
            @Nullable String reason) {}
}
