<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;

/**
 * The resource stats.
 *
 * @phpstan-import-type GetLatencyQuery from \Migomail\Types
 * @phpstan-import-type GetStatsQuery from \Migomail\Types
 * @phpstan-import-type GetWindowsQuery from \Migomail\Types
 * @phpstan-import-type Latency from \Migomail\Types
 * @phpstan-import-type Stats from \Migomail\Types
 * @phpstan-import-type Windows from \Migomail\Types
 */
final class StatsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * What happened, counted, in total or by hour, day and up to three dimensions. Scope: stats:read.
     *
     * @param array<string, mixed> $query
     * @phpstan-param GetStatsQuery $query
     * @return array<string, mixed>
     * @phpstan-return Stats
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(array $query = []): array
    {
        return $this->caller->answer(new Call('GET', '/v1/stats', [], query: $query));
    }

    /**
     * How long deliveries took that were accepted by a mail server within the range, stage by stage, grouped
     * likewise. Scope: stats:read.
     *
     * @param array<string, mixed> $query
     * @phpstan-param GetLatencyQuery $query
     * @return array<string, mixed>
     * @phpstan-return Latency
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function latency(array $query = []): array
    {
        return $this->caller->answer(new Call('GET', '/v1/stats/latency', [], query: $query));
    }

    /**
     * What happened and how long it took, as it is counted by the minute. Scope: stats:read.
     *
     * @param array<string, mixed> $query
     * @phpstan-param GetWindowsQuery $query
     * @return array<string, mixed>
     * @phpstan-return Windows
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function windows(array $query = []): array
    {
        return $this->caller->answer(new Call('GET', '/v1/stats/windows', [], query: $query));
    }
}
