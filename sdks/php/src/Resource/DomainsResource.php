<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource domains.
 *
 * @phpstan-import-type Domain from \Migomail\Types
 * @phpstan-import-type DomainCreate from \Migomail\Types
 * @phpstan-import-type ListDomainsQuery from \Migomail\Types
 */
final class DomainsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Add a sending domain; its keys are made here. Scope: domains:write.
     *
     * @param array<string, mixed> $body
     * @phpstan-param DomainCreate $body
     * @return array<string, mixed>
     * @phpstan-return Domain
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function create(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/domains', [], body: $body, once: true));
    }

    /**
     * List domains. Scope: domains:read. Walking over the page goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListDomainsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/domains', [], query: $query));
    }

    /**
     * A domain with its records. Scope: domains:read.
     *
     * @return array<string, mixed>
     * @phpstan-return Domain
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $id): array
    {
        return $this->caller->answer(new Call('GET', '/v1/domains/{id}', [$id]));
    }

    /**
     * Remove a domain and its keys; accepted mail that is not signed yet fails. Scope: domains:write.
     *
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function delete(string $id): void
    {
        $this->caller->nothing(new Call('DELETE', '/v1/domains/{id}', [$id]));
    }

    /**
     * Look at the DNS now instead of at the next of its automatic looks. Scope: domains:write.
     *
     * @return array<string, mixed>
     * @phpstan-return Domain
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function verify(string $id): array
    {
        return $this->caller->answer(new Call('POST', '/v1/domains/{id}/verify', [$id]));
    }

    /**
     * Make new DKIM keys, staged over two selectors. Scope: domains:write.
     *
     * @return array<string, mixed>
     * @phpstan-return Domain
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function rotateKeys(string $id): array
    {
        return $this->caller->answer(new Call('POST', '/v1/domains/{id}/dkim/rotate', [$id], once: true));
    }
}
