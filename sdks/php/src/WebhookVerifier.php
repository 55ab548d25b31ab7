<?php

declare(strict_types=1);

namespace Migomail;

use Migomail\Exception\WebhookVerificationException;

/** Checks that a call to a webhook's endpoint is one of Migomail's, by the Standard Webhooks scheme. */
final class WebhookVerifier
{
    private const TOLERANCE_SECONDS = 300;

    /** @var list<string> */
    private readonly array $keys;
    private readonly \Closure $clock;

    /**
     * @param string|list<string> $secrets whsec_…; while one is rotated the new and the old one
     * @param (callable(): float)|null $clock Unix seconds
     * @throws \InvalidArgumentException where there is no secret, or one is none
     */
    public function __construct(#[\SensitiveParameter] string|array $secrets, ?callable $clock = null)
    {
        $keys = array_map(
            static fn (string $secret): ?string => self::decode((string) preg_replace('/^whsec_/', '', $secret)),
            (array) $secrets,
        );
        if ($keys === [] || in_array(null, $keys, true)) {
            throw new \InvalidArgumentException('a webhook has at least one secret, each whsec_ and base64');
        }
        $this->keys = array_values($keys);
        $this->clock = ($clock ?? static fn (): float => microtime(true))(...);
    }

    /**
     * The event that was brought; events come at least once: tell repeats by their id.
     *
     * @param string $body exactly as it came
     * @param array<string, string|list<string>> $headers as getallheaders() has them; their names in any case
     * @return array{id: string, type: string, timestamp: string, data: array<string, mixed>}
     * @throws WebhookVerificationException where the signature is not by any of the secrets, or older or newer than five minutes
     */
    public function verify(string $body, array $headers): array
    {
        $byName = array_change_key_case($headers, CASE_LOWER);
        $id = self::header($byName, 'webhook-id');
        $timestamp = self::header($byName, 'webhook-timestamp');
        $signatures = self::header($byName, 'webhook-signature');
        $this->checkTime($timestamp);
        $match = false;
        foreach ($this->keys as $key) {
            $expected = hash_hmac('sha256', "$id.$timestamp.$body", $key, true);
            foreach (explode(' ', $signatures) as $each) {
                $given = str_starts_with($each, 'v1,') ? self::decode(substr($each, 3)) : null;
                $match = ($given !== null && hash_equals($expected, $given)) || $match;
            }
        }
        if (!$match) {
            throw new WebhookVerificationException('signature_mismatch', 'no signature is by one of the secrets');
        }
        $event = json_decode($body, true);
        if (!is_array($event)) {
            throw new WebhookVerificationException('invalid_body', 'the body is not an event');
        }
        return $event;
    }

    private function checkTime(string $timestamp): void
    {
        if (preg_match('/^[0-9]{1,11}$/D', $timestamp) !== 1) {
            throw new WebhookVerificationException('invalid_timestamp', 'webhook-timestamp must be Unix seconds');
        }
        if (abs((int) ($this->clock)() - (int) $timestamp) > self::TOLERANCE_SECONDS) {
            throw new WebhookVerificationException(
                'timestamp_out_of_range',
                'webhook-timestamp is more than five minutes from now',
            );
        }
    }

    /** @param array<string, string|list<string>> $headers */
    private static function header(array $headers, string $name): string
    {
        if (!isset($headers[$name])) {
            throw new WebhookVerificationException('missing_header', "$name is missing");
        }
        return is_array($headers[$name]) ? implode(' ', $headers[$name]) : $headers[$name];
    }

    /** Base64, strictly; null where it is not, or of nothing. */
    private static function decode(string $text): ?string
    {
        $bytes = base64_decode($text, true);
        return $bytes === false || $bytes === '' ? null : $bytes;
    }

    /** @return array<string, int> */
    public function __debugInfo(): array
    {
        return ['secrets' => count($this->keys)];
    }
}
