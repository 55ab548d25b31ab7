<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource queues.
 *
 * @phpstan-import-type ListQueuesQuery from \Migomail\Types
 * @phpstan-import-type Queue from \Migomail\Types
 */
final class QueuesResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * What waits, by destination and pool, as it is, a second behind. Scope: stats:read. Walking over the
     * page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListQueuesQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/queues', [], query: $query));
    }
}
