<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource applications.
 *
 * @phpstan-import-type Application from \Migomail\Types
 * @phpstan-import-type ApplicationCreate from \Migomail\Types
 * @phpstan-import-type ApplicationUpdate from \Migomail\Types
 * @phpstan-import-type ListApplicationsQuery from \Migomail\Types
 */
final class ApplicationsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Create an application. Scope: admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param ApplicationCreate $body
     * @return array<string, mixed>
     * @phpstan-return Application
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function create(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/applications', [], body: $body, once: true));
    }

    /**
     * List applications. Scope: admin. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListApplicationsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/applications', [], query: $query));
    }

    /**
     * An application. Scope: admin.
     *
     * @return array<string, mixed>
     * @phpstan-return Application
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/applications/{id}', [$id]));
    }

    /**
     * Rename an application. Needs a live key without limits. Scope: admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param ApplicationUpdate $body
     * @return array<string, mixed>
     * @phpstan-return Application
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function update(string $id, array $body): array
    {
        return $this->caller->answer(new Call('PATCH', '/v1/applications/{id}', [$id], body: $body));
    }

    /**
     * Delete an application that has neither active API keys nor webhooks (409 in_use). What it accepted is
     * still delivered. Needs a live key without limits. Scope: admin.
     *
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function delete(string $id): void
    {
        $this->caller->nothing(new Call('DELETE', '/v1/applications/{id}', [$id]));
    }
}
