package io.migomail.analytics;

import io.migomail.core.Erased;
import io.migomail.core.record.MailEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is left of an event when its recipient is erased: that something happened, when, to which message, and what it
 * counts for; nothing that names the person, nor what the sender or the recipient's server wrote (docs/adr/0037). In Java
 * for events that are yet to be stored, in SQL for those that are. Stateless.
 */
public final class EventRedaction {
    /** Columns and what stands in their place. */
    static final Map<String, String> EXPRESSIONS = Map.ofEntries(
            Map.entry("recipient", SchemaTemplate.literal(Erased.ADDRESS)),
            Map.entry("subject", "''"),
            Map.entry("tags", "[]"),
            Map.entry("metadata", "map()"),
            Map.entry("idempotency_key", "''"),
            Map.entry("smtp_response", "''"),
            Map.entry("smtp_mx", "''"),
            Map.entry("smtp_mx_ip", "''"),
            Map.entry("smtp_tls_certificate", "''"),
            Map.entry("provider", "if(position(provider, ':') > 0, '', provider)"),
            Map.entry("detail", "''"),
            Map.entry("url", "''"),
            Map.entry("user_agent", "''"),
            Map.entry("sent", "''"));

    private EventRedaction() {}

    /** The event without the person. */
    public static MailEvent of(MailEvent event) {
        MailEvent.Builder out =
                event.toBuilder().setRecipient(Erased.ADDRESS).clearDetail().clearSent();
        if (event.hasHead()) {
            out.getHeadBuilder().clearSubject().clearTags().clearMetadata().clearIdempotencyKey();
        }
        if (event.hasSmtp()) {
            out.getSmtpBuilder().clearResponse().clearMx().clearMxIp().clearTlsCertificate();
        }
        if (event.hasEngagement()) {
            out.getEngagementBuilder().clearUrl().clearUserAgent();
        }
        // The group of a provider is named for it, any other for hosts or a domain, which may be the person's own.
        if (event.getProvider().contains(":")) {
            out.clearProvider();
        }
        return out.build();
    }

    /** What {@code UPDATE} sets in table {@code events}. */
    static String ofEvents() {
        return assignments(EXPRESSIONS.keySet());
    }

    /** What {@code UPDATE} sets in table {@code deliveries}. */
    static String ofDeliveries() {
        return assignments(Set.of("recipient", "subject", "tags", "metadata"));
    }

    private static String assignments(Set<String> columns) {
        return columns.stream()
                .sorted()
                .map(column -> column + " = " + EXPRESSIONS.get(column))
                .collect(Collectors.joining(", "));
    }
}
