// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/** An answer of the API, or a part of one. */
public record WebhookRetried(String webhookId, String eventId, String status) {}
