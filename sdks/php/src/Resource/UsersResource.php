<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource users.
 *
 * @phpstan-import-type ListUsersQuery from \Migomail\Types
 * @phpstan-import-type User from \Migomail\Types
 * @phpstan-import-type UserCreate from \Migomail\Types
 * @phpstan-import-type UserUpdate from \Migomail\Types
 */
final class UsersResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Add a person to the account. The first one must be its owner. Needs a live key without limits. Scope:
     * admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param UserCreate $body
     * @return array<string, mixed>
     * @phpstan-return User
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function create(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/users', [], body: $body, once: true));
    }

    /**
     * List the people of the account. Scope: admin. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListUsersQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/users', [], query: $query));
    }

    /**
     * A person of the account. Scope: admin.
     *
     * @return array<string, mixed>
     * @phpstan-return User
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/users/{id}', [$id]));
    }

    /**
     * Change a person. Needs a live key without limits. Scope: admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param UserUpdate $body
     * @return array<string, mixed>
     * @phpstan-return User
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function update(string $id, array $body): array
    {
        return $this->caller->answer(new Call('PATCH', '/v1/users/{id}', [$id], body: $body));
    }

    /**
     * Remove a person, other than the last owner. Needs a live key without limits. Scope: admin.
     *
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function delete(string $id): void
    {
        $this->caller->nothing(new Call('DELETE', '/v1/users/{id}', [$id]));
    }
}
