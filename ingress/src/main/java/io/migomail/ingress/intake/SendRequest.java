package io.migomail.ingress.intake;

import io.migomail.core.MailAddress;
import io.migomail.core.MailStream;
import io.migomail.core.MessageClass;
import io.migomail.core.SandboxResult;
import io.migomail.core.record.Content;
import io.migomail.core.record.Recipient;
import io.migomail.core.record.Tracking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A send whose values are valid by themselves: addresses parsed, no control characters, limits kept. What needs the
 * control plane (domain, template, pool) {@link Intake} checks.
 *
 * @param recipients to, cc and bcc, each address once
 * @param subject empty with a template, which makes its own
 * @param content exactly one of template (version 0 = the active one), body and raw
 */
public record SendRequest(
        MailAddress from, List<Recipient> recipients, String subject, Content content, Options options, Origin origin) {

    /**
     * What a sender may choose.
     *
     * @param messageClass null = the template's, else normal
     * @param expiresIn null = the default of the class
     * @param scheduledAt when it is to be sent, milliseconds; 0 = at once
     * @param sandboxResult what is to become of it in the sandbox; null = by the recipient
     */
    public record Options(
            MailStream stream,
            @Nullable MessageClass messageClass,
            @Nullable Duration expiresIn,
            long scheduledAt,
            @Nullable SandboxResult sandboxResult,
            List<String> tags,
            Map<String, String> metadata,
            Tracking tracking) {
        /** Nothing chosen. */
        public static Options standard() {
            return new Options(
                    MailStream.TRANSACTIONAL, null, null, 0, null, List.of(), Map.of(), Tracking.getDefaultInstance());
        }
    }

    /**
     * How the send came.
     *
     * @param endpoint rest or smtp
     * @param receivedAt when the request was fully read, milliseconds
     * @param idempotencyKey null = none was given
     * @param bodyDigest SHA-256 of the request as it came; tells a repeat from another request under the same key; empty where
     *     there is no key
     * @param traceparent empty = none
     */
    public record Origin(
            String endpoint, long receivedAt, @Nullable String idempotencyKey, byte[] bodyDigest, String traceparent) {}
}
