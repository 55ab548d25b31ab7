<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource messages.
 *
 * @phpstan-import-type Accepted from \Migomail\Types
 * @phpstan-import-type Batch from \Migomail\Types
 * @phpstan-import-type BatchResult from \Migomail\Types
 * @phpstan-import-type Cancellation from \Migomail\Types
 * @phpstan-import-type Event from \Migomail\Types
 * @phpstan-import-type Explanation from \Migomail\Types
 * @phpstan-import-type GetMessageContentQuery from \Migomail\Types
 * @phpstan-import-type ListMessageEventsQuery from \Migomail\Types
 * @phpstan-import-type Message from \Migomail\Types
 * @phpstan-import-type MessageContent from \Migomail\Types
 * @phpstan-import-type MessageSummary from \Migomail\Types
 * @phpstan-import-type Proofs from \Migomail\Types
 * @phpstan-import-type SearchMessagesQuery from \Migomail\Types
 * @phpstan-import-type Send from \Migomail\Types
 */
final class MessagesResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Send a message. Scope: messages:send. Repeats of this call send the same idempotency key, so that it
     * counts once.
     *
     * @param array<string, mixed> $body
     * @phpstan-param Send $body
     * @return array<string, mixed>
     * @phpstan-return Accepted
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function send(array $body, ?string $idempotencyKey = null): array
    {
        return $this->caller->answer(new Call('POST', '/v1/messages', [], body: $body, keyed: true, idempotencyKey: $idempotencyKey));
    }

    /**
     * Send up to 500 messages. Scope: messages:send. Repeats of this call send the same idempotency key, so
     * that it counts once.
     *
     * @param array<string, mixed> $body
     * @phpstan-param Batch $body
     * @return array<string, mixed>
     * @phpstan-return BatchResult
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function sendBatch(array $body, ?string $idempotencyKey = null): array
    {
        return $this->caller->answer(new Call('POST', '/v1/messages/batch', [], body: $body, keyed: true, idempotencyKey: $idempotencyKey));
    }

    /**
     * Search the messages of the key's application and environment, newest first. Every condition given must
     * hold. Scope: messages:read. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param SearchMessagesQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function search(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/messages', [], query: $query));
    }

    /**
     * The whole story of a message; of an id that a repeat under the same idempotency key got on the next
     * day, the first's. Scope: messages:read.
     *
     * @return array<string, mixed>
     * @phpstan-return Message
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/messages/{id}', [$id]));
    }

    /**
     * The event log of a message. Scope: messages:read. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListMessageEventsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function listEvents(string $id, array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/messages/{id}/events', [$id], query: $query));
    }

    /**
     * Cancel what has not left. Deliveries that wait end as canceled, with one event each; those under way or
     * settled are left alone. May be repeated. Scope: messages:send.
     *
     * @return array<string, mixed>
     * @phpstan-return Cancellation
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function cancel(string $id): array
    {
        return $this->caller->answer(new Call('POST', '/v1/messages/{id}/cancel', [$id]));
    }

    /**
     * Where each delivery is now, why it waits, and what its destination's queue does as a whole. Scope:
     * messages:read.
     *
     * @return array<string, mixed>
     * @phpstan-return Explanation
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function explain(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/messages/{id}/explain', [$id]));
    }

    /**
     * What the message said, as far as its application has it kept. Scope: messages:read.
     *
     * @param array<string, mixed> $query
     * @phpstan-param GetMessageContentQuery $query
     * @return array<string, mixed>
     * @phpstan-return MessageContent
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function content(string $id, array $query = []): array
    {
        return $this->caller->answer(new Call('GET', '/v1/messages/{id}/content', [$id], query: $query));
    }

    /**
     * Signed statements of what was sent to whom and what became of it, one for each recipient, that can be
     * shown to others. Scope: messages:read.
     *
     * @return array<string, mixed>
     * @phpstan-return Proofs
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function proof(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/messages/{id}/proof', [$id]));
    }
}
