<?php

// Made of docs/openapi.yaml; see sdks/README.md.
declare(strict_types=1);

namespace Migomail\Resource;

use Migomail\Call;
use Migomail\Caller;

/**
 * The resource limits.
 *
 * @phpstan-import-type Limits from \Migomail\Types
 */
final class LimitsResource
{
    public function __construct(private readonly Caller $caller)
    {
    }

    /**
     * What a request may hold.
     *
     * @return array<string, mixed>
     * @phpstan-return Limits
     * @throws \Migomail\Exception\MigomailException typed by what went wrong
     */
    public function get(): array
    {
        return $this->caller->answer(new Call('GET', '/v1/limits', []));
    }
}
