<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource events.
 *
 * @phpstan-import-type Event from \Migomail\Types
 * @phpstan-import-type ListEventsQuery from \Migomail\Types
 */
final class EventsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * The events of the key's application and environment, for those who cannot be called by webhooks. Scope:
     * messages:read. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListEventsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/events', [], query: $query));
    }
}
