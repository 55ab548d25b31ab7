<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource api_keys.
 *
 * @phpstan-import-type ApiKey from \Migomail\Types
 * @phpstan-import-type ApiKeyCreate from \Migomail\Types
 * @phpstan-import-type ApiKeyCreated from \Migomail\Types
 * @phpstan-import-type ApiKeyRotate from \Migomail\Types
 * @phpstan-import-type ApiKeyUpdate from \Migomail\Types
 * @phpstan-import-type ListApiKeysQuery from \Migomail\Types
 */
final class ApiKeysResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Create an API key; it is shown once. Scope: admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param ApiKeyCreate $body
     * @return array<string, mixed>
     * @phpstan-return ApiKeyCreated
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function create(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/api-keys', [], body: $body, once: true));
    }

    /**
     * List the keys of an application. Scope: admin. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListApiKeysQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/api-keys', [], query: $query));
    }

    /**
     * An API key, without its secret. Scope: admin.
     *
     * @return array<string, mixed>
     * @phpstan-return ApiKey
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/api-keys/{id}', [$id]));
    }

    /**
     * Change an API key that is neither revoked nor expired (409 key_not_active). Needs a key without limits,
     * a live key for a live key. Scope: admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param ApiKeyUpdate $body
     * @return array<string, mixed>
     * @phpstan-return ApiKey
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function update(string $id, array $body): array
    {
        return $this->caller->answer(new Call('PATCH', '/v1/api-keys/{id}', [$id], body: $body));
    }

    /**
     * Revoke an API key. Scope: admin.
     *
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function delete(string $id): void
    {
        $this->caller->nothing(new Call('DELETE', '/v1/api-keys/{id}', [$id]));
    }

    /**
     * Give an API key a successor, which is shown once. Scope: admin.
     *
     * @param array<string, mixed>|null $body
     * @phpstan-param ApiKeyRotate|null $body
     * @return array<string, mixed>
     * @phpstan-return ApiKeyCreated
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function rotate(string $id, ?array $body = null): array
    {
        return $this->caller->answer(new Call('POST', '/v1/api-keys/{id}/rotate', [$id], body: $body, once: true));
    }
}
