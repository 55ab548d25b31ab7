<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;
use Migomail\Page;

/**
 * The resource audit_logs.
 *
 * @phpstan-import-type AuditLog from \Migomail\Types
 * @phpstan-import-type ListAuditLogsQuery from \Migomail\Types
 */
final class AuditLogsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * Who changed what of the account, newest first. Scope: admin. Walking over the page goes on to the next
     * ones.
     *
     * @param array<string, mixed> $query
     * @phpstan-param ListAuditLogsQuery $query
     * @return Page
     * @phpstan-return Page
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function list(array $query = []): Page
    {
        return $this->caller->page(new Call('GET', '/v1/audit-logs', [], query: $query));
    }
}
