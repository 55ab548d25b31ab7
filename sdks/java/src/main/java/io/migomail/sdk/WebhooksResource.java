// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.ListWebhookDeliveriesQuery;
import io.migomail.sdk.model.ListWebhooksQuery;
import io.migomail.sdk.model.Webhook;
import io.migomail.sdk.model.WebhookCreate;
import io.migomail.sdk.model.WebhookCreated;
import io.migomail.sdk.model.WebhookDelivery;
import io.migomail.sdk.model.WebhookReplayCreate;
import io.migomail.sdk.model.WebhookReplayed;
import io.migomail.sdk.model.WebhookRetried;
import io.migomail.sdk.model.WebhookSecretRotate;
import io.migomail.sdk.model.WebhookTest;
import io.migomail.sdk.model.WebhookTested;
import io.migomail.sdk.model.WebhookUpdate;

/** The resource webhooks. Thread-safe. */
public final class WebhooksResource {
    private final Caller caller;

    WebhooksResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Subscribe; the signing secret is shown once. Scope: webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public WebhookCreated create(WebhookCreate body) {
        return caller.answer(Call.once("POST", "/v1/webhooks").body(body), WebhookCreated.class);
    }

    /**
     * List webhooks of the key's environment. Scope: webhooks:read. Walking over the page goes on to the next
     * ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Webhook> list() {
        return caller.page(Call.of("GET", "/v1/webhooks"), Webhook.class);
    }

    /**
     * List webhooks of the key's environment. Scope: webhooks:read. Walking over the page goes on to the next
     * ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Webhook> list(ListWebhooksQuery query) {
        return caller.page(Call.of("GET", "/v1/webhooks").query(query), Webhook.class);
    }

    /**
     * A webhook. Scope: webhooks:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Webhook get(String id) {
        return caller.answer(Call.of("GET", "/v1/webhooks/{id}", id), Webhook.class);
    }

    /**
     * Change a webhook. Scope: webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Webhook update(String id, WebhookUpdate body) {
        return caller.answer(Call.of("PATCH", "/v1/webhooks/{id}", id).body(body), Webhook.class);
    }

    /**
     * Unsubscribe. Scope: webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public void delete(String id) {
        caller.nothing(Call.of("DELETE", "/v1/webhooks/{id}", id));
    }

    /**
     * Send one signed sample event at once, also to a webhook that is disabled, and tell what came back within 15
     * seconds. Scope: webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public WebhookTested test(String id) {
        return caller.answer(Call.once("POST", "/v1/webhooks/{id}/test", id), WebhookTested.class);
    }

    /**
     * Send one signed sample event at once, also to a webhook that is disabled, and tell what came back within 15
     * seconds. Scope: webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public WebhookTested test(String id, WebhookTest body) {
        return caller.answer(Call.once("POST", "/v1/webhooks/{id}/test", id).body(body), WebhookTested.class);
    }

    /**
     * What each attempt to deliver an event to the webhook came to, newest first, for 30 days. Scope:
     * webhooks:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<WebhookDelivery> listDeliveries(String id) {
        return caller.page(Call.of("GET", "/v1/webhooks/{id}/deliveries", id), WebhookDelivery.class);
    }

    /**
     * What each attempt to deliver an event to the webhook came to, newest first, for 30 days. Scope:
     * webhooks:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<WebhookDelivery> listDeliveries(String id, ListWebhookDeliveriesQuery query) {
        return caller.page(Call.of("GET", "/v1/webhooks/{id}/deliveries", id).query(query), WebhookDelivery.class);
    }

    /**
     * Send the event of a delivery again, at once. Scope: webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public WebhookRetried retryDelivery(String id, String delivery) {
        return caller.answer(
                Call.once("POST", "/v1/webhooks/{id}/deliveries/{delivery}/retry", id, delivery), WebhookRetried.class);
    }

    /**
     * Send the events of a span of time again, also such as came before the webhook was there. Scope:
     * webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public WebhookReplayed replay(String id, WebhookReplayCreate body) {
        return caller.answer(Call.once("POST", "/v1/webhooks/{id}/replay", id).body(body), WebhookReplayed.class);
    }

    /**
     * End the replay under way; the few events that it has read are still sent. Scope: webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public void cancelReplay(String id) {
        caller.nothing(Call.of("DELETE", "/v1/webhooks/{id}/replay", id));
    }

    /**
     * Give a webhook a new secret, which is shown once. Scope: webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public WebhookCreated rotateSecret(String id) {
        return caller.answer(Call.once("POST", "/v1/webhooks/{id}/rotate-secret", id), WebhookCreated.class);
    }

    /**
     * Give a webhook a new secret, which is shown once. Scope: webhooks:write.
     *
     * @throws MigomailException typed by what went wrong
     */
    public WebhookCreated rotateSecret(String id, WebhookSecretRotate body) {
        return caller.answer(
                Call.once("POST", "/v1/webhooks/{id}/rotate-secret", id).body(body), WebhookCreated.class);
    }
}
