<?php

declare(strict_types=1);

namespace Migomail;

/** What is sent; the body is empty where there is none. */
final class Request
{
    /** @param array<string, string> $headers */
    public function __construct(
        public readonly string $method,
        public readonly string $url,
        #[\SensitiveParameter] public readonly array $headers,
        public readonly string $body,
    ) {
    }
}
