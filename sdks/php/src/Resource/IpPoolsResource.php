<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource ip_pools.
 *
 * @phpstan-import-type IpPool from \Migomail\Types
 * @phpstan-import-type IpPoolCreate from \Migomail\Types
 * @phpstan-import-type IpPoolPart from \Migomail\Types
 * @phpstan-import-type IpPoolUpdate from \Migomail\Types
 * @phpstan-import-type ListIpPoolsQuery from \Migomail\Types
 */
final class IpPoolsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Give an account a pool for a stream that has none. Needs a live key of the operator's account. Scope:
     * admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param IpPoolCreate $body
     * @return array<string, mixed>
     * @phpstan-return IpPool
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function create(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/ip-pools', [], body: $body, once: true));
    }

    /**
     * The pools of the key's account and environment, and what waits in them. Scope: stats:read. Walking over
     * the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListIpPoolsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/ip-pools', [], query: $query));
    }

    /**
     * A pool, what its addresses met with in seven days, the replies that refused in a day, and its queues as
     * they are, a second behind. Scope: stats:read.
     *
     * @return array<string, mixed>
     * @phpstan-return IpPool
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/ip-pools/{id}', [$id]));
    }

    /**
     * Change the addresses of a pool. Needs a live key of the operator's account. Scope: admin.
     *
     * @param array<string, mixed> $body
     * @phpstan-param IpPoolUpdate $body
     * @return array<string, mixed>
     * @phpstan-return IpPool
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function update(string $id, array $body): array
    {
        return $this->caller->answer(new Call('PATCH', '/v1/ip-pools/{id}', [$id], body: $body));
    }

    /**
     * Let nothing out by a pool, from one of its addresses, or to one destination. Needs a live key of the
     * operator's account. Scope: admin.
     *
     * @param array<string, mixed>|null $body
     * @phpstan-param IpPoolPart|null $body
     * @return array<string, mixed>
     * @phpstan-return IpPool
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function suspend(string $id, ?array $body = null): array
    {
        return $this->caller->answer(new Call('POST', '/v1/ip-pools/{id}/suspend', [$id], body: $body));
    }

    /**
     * End a suspension. Needs a live key of the operator's account. Scope: admin.
     *
     * @param array<string, mixed>|null $body
     * @phpstan-param IpPoolPart|null $body
     * @return array<string, mixed>
     * @phpstan-return IpPool
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function resume(string $id, ?array $body = null): array
    {
        return $this->caller->answer(new Call('POST', '/v1/ip-pools/{id}/resume', [$id], body: $body));
    }
}
