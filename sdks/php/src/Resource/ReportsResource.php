<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;

/**
 * The resource reports.
 *
 * @phpstan-import-type GetSlaReportQuery from \Migomail\Types
 * @phpstan-import-type SlaReport from \Migomail\Types
 */
final class ReportsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * How many deliveries were accepted within the promised time, of each application and class. Scope:
     * stats:read.
     *
     * @param array<string, mixed> $query
     * @phpstan-param GetSlaReportQuery $query
     * @return array<string, mixed>
     * @phpstan-return SlaReport
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function sla(array $query = []): array
    {
        return $this->caller->answer(new Call('GET', '/v1/reports/sla', [], query: $query));
    }

    /**
     * The same as text/csv. How many deliveries were accepted within the promised time, of each application
     * and class. Scope: stats:read.
     *
     * @param array<string, mixed> $query
     * @phpstan-param GetSlaReportQuery $query
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function slaCsv(array $query = []): string
    {
        return $this->caller->text(new Call('GET', '/v1/reports/sla', [], query: array_merge($query, ['format' => 'csv'])));
    }
}
