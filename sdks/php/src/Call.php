<?php

declare(strict_types=1);

namespace Migomail;

/**
 * One call of an operation, whatever attempts it takes.
 *
 * @internal
 */
final class Call
{
    public readonly string $path;

    /**
     * @param list<string|int> $parameters of the path
     * @param array<string, mixed>|null $body
     * @param array<string, mixed> $query
     * @param bool $keyed it has an idempotency key
     * @param bool $once it would make a second thing, and is repeated only where the answer says that it made none
     */
    public function __construct(
        public readonly string $method,
        string $template,
        array $parameters = [],
        public readonly ?array $body = null,
        public readonly array $query = [],
        public readonly bool $keyed = false,
        public readonly ?string $idempotencyKey = null,
        public readonly bool $once = false,
    ) {
        if ($idempotencyKey !== null && preg_match('/^[\x21-\x7e]{1,256}$/D', $idempotencyKey) !== 1) {
            throw new \InvalidArgumentException(
                'an idempotency key has 1 to 256 printable ASCII characters, no spaces',
            );
        }
        $this->path = (string) preg_replace_callback(
            '/\{[a-z_]+}/',
            static function () use (&$parameters): string {
                return self::segment((string) array_shift($parameters));
            },
            $template,
        );
    }

    /** The same of the page at this cursor. */
    public function at(string $cursor): self
    {
        $query = array_merge($this->query, ['cursor' => $cursor]);
        return new self($this->method, $this->path, query: $query, once: $this->once);
    }

    /** Path and query as they are sent. */
    public function target(): string
    {
        $pairs = [];
        foreach ($this->query as $name => $value) {
            foreach (is_array($value) ? $value : ($value === null ? [] : [$value]) as $each) {
                $pairs[] = rawurlencode($name) . '=' . rawurlencode(self::text($each));
            }
        }
        return $this->path . ($pairs === [] ? '' : '?' . implode('&', $pairs));
    }

    /** The body as it is sent; empty where there is none. */
    public function json(): string
    {
        if ($this->body === null) {
            return '';
        }
        $body = self::tables($this->body);
        if (isset($body['messages']) && is_array($body['messages'])) {
            $body['messages'] = array_map(
                static fn ($each) => is_array($each) ? self::tables($each) : $each,
                $body['messages'],
            );
        }
        $flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION | JSON_THROW_ON_ERROR;
        return json_encode((object) $body, $flags);
    }

    /**
     * An array without elements would be sent as a list; these fields are objects.
     *
     * @param array<string, mixed> $message
     * @return array<string, mixed>
     */
    private static function tables(array $message): array
    {
        foreach (['variables', 'metadata', 'headers'] as $name) {
            if (($message[$name] ?? null) === []) {
                $message[$name] = new \stdClass();
            }
        }
        return $message;
    }

    private static function text(mixed $value): string
    {
        if ($value instanceof \DateTimeInterface) {
            return $value->format(\DateTimeInterface::RFC3339_EXTENDED);
        }
        return is_bool($value) ? ($value ? 'true' : 'false') : (string) $value;
    }

    /** A dot segment would be another path, and so would none. */
    private static function segment(string $parameter): string
    {
        if (in_array($parameter, ['', '.', '..'], true)) {
            throw new \InvalidArgumentException("not an id, alias or address: \"$parameter\"");
        }
        return rawurlencode($parameter);
    }
}
