// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record MessageContent(
        String messageId,
        String form,
        ContentMailbox from,
        List<ContentMailbox> to,
        List<ContentMailbox> cc,
        List<ContentMailbox> bcc,
        @Nullable Map<String, Object> replyTo,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        @Nullable String source,
        List<Header> headers,
        List<Attachment> attachments,
        Instant keptUntil) {
    /** A part of it. */
    public record Header(String name, String value) {}

    /** A part of it. */
    public record Attachment(
            String filename,
            String contentType,
            @Nullable String contentId,
            @Nullable Long size) {}
}
