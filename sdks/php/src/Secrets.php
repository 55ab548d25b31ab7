<?php

declare(strict_types=1);

namespace Migomail;

/**
 * What must not be seen, also where an object is dumped.
 *
 * @internal
 */
final class Secrets
{
    public function __construct(
        #[\SensitiveParameter] private readonly string $key,
        #[\SensitiveParameter] private readonly ?string $signingSecret,
    ) {
    }

    public function authorization(): string
    {
        return 'Bearer ' . $this->key;
    }

    /**
     * The headers that sign a request: HMAC-SHA256 of timestamp.METHOD.path?query.hex(sha256(body)); none where there is no
     * secret. A signature is taken once: six digits of chance (0 to 1) after the millisecond tell equal requests apart.
     *
     * @return array<string, string>
     */
    public function sign(float $now, float $chance, string $method, string $target, string $body): array
    {
        if ($this->signingSecret === null) {
            return [];
        }
        $millis = (int) round($now * 1000);
        $timestamp = sprintf('%d.%03d%06d', intdiv($millis, 1000), $millis % 1000, (int) ($chance * 1_000_000));
        $text = "$timestamp.$method.$target." . hash('sha256', $body);
        return [
            'Migo-Timestamp' => $timestamp,
            'Migo-Signature' => 'v1=' . hash_hmac('sha256', $text, $this->signingSecret),
        ];
    }

    /** @return array<string, string> */
    public function __debugInfo(): array
    {
        return [];
    }

    public function __serialize(): array
    {
        throw new \LogicException('an API key is not to be serialized');
    }
}
