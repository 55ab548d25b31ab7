// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;

/** An answer of the API, or a part of one. */
public record ErasureReceipt(
        String id,
        Instant erasedAt,
        Instant settledAt,
        List<Erased> erased,
        List<ErasureReceiptSuppression> suppressions,
        List<Delivery> deliveries,
        List<Expiring> expiring,
        List<ErasureReceiptWebhook> webhooks) {
    /** A part of it. */
    public record Erased(String store, String action, long rows) {}

    /** A part of it. */
    public record ErasureReceiptSuppression(String application, String environment, String reason) {}

    /** A part of it. */
    public record Delivery(String messageId, String application, String environment, String result, Instant endsAt) {}

    /** A part of it. */
    public record Expiring(String store, Instant expiresAt) {}

    /** A part of it. */
    public record ErasureReceiptWebhook(String id, String url) {}
}
