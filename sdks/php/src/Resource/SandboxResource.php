<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource sandbox.
 *
 * @phpstan-import-type CapturedMail from \Migomail\Types
 * @phpstan-import-type ListSandboxMessagesQuery from \Migomail\Types
 */
final class SandboxResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Sandbox mail as the simulated mail server received it, newest first. Scope: messages:read. Walking over
     * the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListSandboxMessagesQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function listMessages(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/sandbox/messages', [], query: $query));
    }

    /**
     * A captured mail with its source. Scope: messages:read.
     *
     * @return array<string, mixed>
     * @phpstan-return CapturedMail
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function getMessage(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/sandbox/messages/{id}', [$id]));
    }
}
