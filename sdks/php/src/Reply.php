<?php

declare(strict_types=1);

namespace Migomail;

/** What came back; headers by their names in lower case. */
final class Reply
{
    /** @param array<string, string> $headers */
    public function __construct(
        public readonly int $status,
        public readonly array $headers,
        public readonly string $body,
    ) {
    }
}
