<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource suppressions.
 *
 * @phpstan-import-type ListSuppressionsQuery from \Migomail\Types
 * @phpstan-import-type Suppression from \Migomail\Types
 * @phpstan-import-type SuppressionAdd from \Migomail\Types
 * @phpstan-import-type SuppressionImport from \Migomail\Types
 * @phpstan-import-type SuppressionsImported from \Migomail\Types
 */
final class SuppressionsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Write to an address no more. Scope: suppressions:write.
     *
     * @param array<string, mixed> $body
     * @phpstan-param SuppressionAdd $body
     * @return array<string, mixed>
     * @phpstan-return Suppression
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function add(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/suppressions', [], body: $body));
    }

    /**
     * Add up to 1,000 at once, all or none. Scope: suppressions:write.
     *
     * @param array<string, mixed> $body
     * @phpstan-param SuppressionImport $body
     * @return array<string, mixed>
     * @phpstan-return SuppressionsImported
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function importMany(array $body): array
    {
        return $this->caller->answer(new Call('POST', '/v1/suppressions/import', [], body: $body));
    }

    /**
     * The addresses that are not written to, newest first. Scope: suppressions:read. Walking over the page
     * goes on to the next ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListSuppressionsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/suppressions', [], query: $query));
    }

    /**
     * Why an address is not written to. Scope: suppressions:read.
     *
     * @return array<string, mixed>
     * @phpstan-return Suppression
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(string $address): array
    {
        return $this->caller->answer(new Call('GET', '/v1/suppressions/{address}', [$address]));
    }

    /**
     * Write to an address again. Scope: suppressions:write.
     *
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function remove(string $address): void
    {
        $this->caller->nothing(new Call('DELETE', '/v1/suppressions/{address}', [$address]));
    }
}
