<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource webhooks.
 *
 * @phpstan-import-type ListWebhookDeliveriesQuery from \Migomail\Types
 * @phpstan-import-type ListWebhooksQuery from \Migomail\Types
 * @phpstan-import-type Webhook from \Migomail\Types
 * @phpstan-import-type WebhookCreate from \Migomail\Types
 * @phpstan-import-type WebhookCreated from \Migomail\Types
 * @phpstan-import-type WebhookDelivery from \Migomail\Types
 * @phpstan-import-type WebhookReplayCreate from \Migomail\Types
 * @phpstan-import-type WebhookReplayed from \Migomail\Types
 * @phpstan-import-type WebhookRetried from \Migomail\Types
 * @phpstan-import-type WebhookSecretRotate from \Migomail\Types
 * @phpstan-import-type WebhookTest from \Migomail\Types
 * @phpstan-import-type WebhookTested from \Migomail\Types
 * @phpstan-import-type WebhookUpdate from \Migomail\Types
 */
final class WebhooksResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Subscribe; the signing secret is shown once. Scope: webhooks:write.
     *
     * @param array<string, mixed> $body
     * @phpstan-param WebhookCreate $body
     * @return array<string, mixed>
     * @phpstan-return WebhookCreated
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function create(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/webhooks', [], body: $body, once: true));
    }

    /**
     * List webhooks of the key's environment. Scope: webhooks:read. Walking over the page goes on to the next
     * ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListWebhooksQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/webhooks', [], query: $query));
    }

    /**
     * A webhook. Scope: webhooks:read.
     *
     * @return array<string, mixed>
     * @phpstan-return Webhook
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/webhooks/{id}', [$id]));
    }

    /**
     * Change a webhook. Scope: webhooks:write.
     *
     * @param array<string, mixed> $body
     * @phpstan-param WebhookUpdate $body
     * @return array<string, mixed>
     * @phpstan-return Webhook
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function update(string $id, array $body): array
    {
        return $this->caller->answer(new Call('PATCH', '/v1/webhooks/{id}', [$id], body: $body));
    }

    /**
     * Unsubscribe. Scope: webhooks:write.
     *
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function delete(string $id): void
    {
        $this->caller->nothing(new Call('DELETE', '/v1/webhooks/{id}', [$id]));
    }

    /**
     * Send one signed sample event at once, also to a webhook that is disabled, and tell what came back
     * within 15 seconds. Scope: webhooks:write.
     *
     * @param array<string, mixed>|null $body
     * @phpstan-param WebhookTest|null $body
     * @return array<string, mixed>
     * @phpstan-return WebhookTested
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function test(string $id, ?array $body = null): array
    {
        return $this->caller->answer(new Call('POST', '/v1/webhooks/{id}/test', [$id], body: $body, once: true));
    }

    /**
     * What each attempt to deliver an event to the webhook came to, newest first, for 30 days. Scope:
     * webhooks:read. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListWebhookDeliveriesQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function listDeliveries(string $id, array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/webhooks/{id}/deliveries', [$id], query: $query));
    }

    /**
     * Send the event of a delivery again, at once. Scope: webhooks:write.
     *
     * @return array<string, mixed>
     * @phpstan-return WebhookRetried
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function retryDelivery(string $id, string $delivery): array
    {
        return $this->caller->answer(new Call('POST', '/v1/webhooks/{id}/deliveries/{delivery}/retry', [$id, $delivery], once: true));
    }

    /**
     * Send the events of a span of time again, also such as came before the webhook was there. Scope:
     * webhooks:write.
     *
     * @param array<string, mixed> $body
     * @phpstan-param WebhookReplayCreate $body
     * @return array<string, mixed>
     * @phpstan-return WebhookReplayed
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function replay(string $id, array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/webhooks/{id}/replay', [$id], body: $body, once: true));
    }

    /**
     * End the replay under way; the few events that it has read are still sent. Scope: webhooks:write.
     *
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function cancelReplay(string $id): void
    {
        $this->caller->nothing(new Call('DELETE', '/v1/webhooks/{id}/replay', [$id]));
    }

    /**
     * Give a webhook a new secret, which is shown once. Scope: webhooks:write.
     *
     * @param array<string, mixed>|null $body
     * @phpstan-param WebhookSecretRotate|null $body
     * @return array<string, mixed>
     * @phpstan-return WebhookCreated
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function rotateSecret(string $id, ?array $body = null): array
    {
        return $this->caller->answer(new Call('POST', '/v1/webhooks/{id}/rotate-secret', [$id], body: $body, once: true));
    }
}
