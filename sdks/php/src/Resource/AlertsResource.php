<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource alerts.
 *
 * @phpstan-import-type Alert from \Migomail\Types
 * @phpstan-import-type ListAlertsQuery from \Migomail\Types
 */
final class AlertsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * What endangers the promise on the application's mail now, and what did. Scope: stats:read. Walking over
     * the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListAlertsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/alerts', [], query: $query));
    }
}
