<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource accounts.
 *
 * @phpstan-import-type Account from \Migomail\Types
 * @phpstan-import-type AccountCreate from \Migomail\Types
 * @phpstan-import-type AccountCreated from \Migomail\Types
 * @phpstan-import-type AccountUpdate from \Migomail\Types
 * @phpstan-import-type ListAccountsQuery from \Migomail\Types
 */
final class AccountsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Open an account, for the operator. It has an application and a key of each environment, which are shown
     * once. Scope: admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param AccountCreate $body
     * @return array<string, mixed>
     * @phpstan-return AccountCreated
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function create(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/accounts', [], body: $body, once: true));
    }

    /**
     * The key's own account; for the operator all of them. Scope: admin. Walking over the page goes on to the
     * next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListAccountsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/accounts', [], query: $query));
    }

    /**
     * The key's own account; for the operator any. Scope: admin.
     *
     * @return array<string, mixed>
     * @phpstan-return Account
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/accounts/{id}', [$id]));
    }

    /**
     * Change the account's name; for the operator also its plan and status. Needs a live key without limits.
     * Scope: admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param AccountUpdate $body
     * @return array<string, mixed>
     * @phpstan-return Account
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function update(string $id, array $body): array
    {
        return $this->caller->answer(new Call('PATCH', '/v1/accounts/{id}', [$id], body: $body));
    }

    /**
     * Close an account, for the operator. Its keys end at once; what was accepted is still delivered, nothing
     * is erased, and status active opens it again. Scope: admin.
     *
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function close(string $id): void
    {
        $this->caller->nothing(new Call('DELETE', '/v1/accounts/{id}', [$id]));
    }
}
