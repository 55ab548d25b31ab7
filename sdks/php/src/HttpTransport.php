<?php

declare(strict_types=1);

namespace Migomail;

/** PHP's own HTTP streams, which need allow_url_fopen: a connection a request, no redirects. */
final class HttpTransport implements Transport
{
    private const CHUNK = 65536;

    /** @param array<string, mixed> $ssl options of the stream context, as cafile */
    public function __construct(private readonly array $ssl = [])
    {
    }

    public function exchange(Request $request, float $timeout): Reply
    {
        $deadline = microtime(true) + $timeout;
        $stream = self::open($request, $timeout, $this->ssl, $deadline);
        try {
            [$status, $headers] = self::head(stream_get_meta_data($stream)['wrapper_data'] ?? []);
            $body = $status === 204 ? '' : self::body($stream, (int) ($headers['content-length'] ?? PHP_INT_MAX), $deadline);
        } finally {
            fclose($stream);
        }
        $length = $headers['content-length'] ?? null;
        if ($length !== null && strlen($body) !== (int) $length) {
            throw new TransportException('the answer broke off after ' . strlen($body) . ' bytes');
        }
        return new Reply($status, $headers, $body);
    }

    /**
     * @param array<string, mixed> $ssl
     * @return resource
     */
    private static function open(Request $request, float $timeout, array $ssl, float $deadline)
    {
        $context = stream_context_create([
            'ssl' => $ssl,
            'http' => [
                'method' => $request->method,
                'header' => self::lines($request),
                'content' => $request->body,
                'timeout' => $timeout,
                'protocol_version' => 1.1,
                'ignore_errors' => true,
                'follow_location' => 0,
            ],
        ]);
        $why = 'no connection';
        set_error_handler(static function (int $level, string $message) use (&$why): bool {
            $why = (string) preg_replace('/^.*?(?:\): |: )/', '', $message);
            return true;
        });
        try {
            $stream = fopen($request->url, 'r', false, $context);
        } finally {
            restore_error_handler();
        }
        if ($stream === false) {
            throw new TransportException($why, microtime(true) >= $deadline);
        }
        return $stream;
    }

    /** @return list<string> */
    private static function lines(Request $request): array
    {
        $lines = [];
        foreach ($request->headers as $name => $value) {
            $lines[] = "$name: $value";
        }
        if ($request->body === '' && in_array($request->method, ['POST', 'PATCH', 'PUT'], true)) {
            $lines[] = 'Content-Length: 0';
        }
        return $lines;
    }

    /**
     * @param list<string> $lines of the reply, and of what came before it
     * @return array{int, array<string, string>}
     */
    private static function head(array $lines): array
    {
        $status = 0;
        $headers = [];
        foreach ($lines as $line) {
            if (preg_match('~^HTTP/\S+ (\d{3})~', $line, $words) === 1) {
                $status = (int) $words[1];
                $headers = [];
            } elseif (str_contains($line, ':')) {
                [$name, $value] = explode(':', $line, 2);
                $headers[strtolower(trim($name))] ??= trim($value);
            }
        }
        if ($status === 0) {
            throw new TransportException('what answered speaks no HTTP');
        }
        return [$status, $headers];
    }

    /**
     * So many bytes, or what comes until the end.
     *
     * @param resource $stream
     */
    private static function body($stream, int $length, float $deadline): string
    {
        $body = '';
        while (strlen($body) < $length && !feof($stream)) {
            $left = $deadline - microtime(true);
            if ($left <= 0) {
                throw new TransportException('no reply in time', true);
            }
            stream_set_timeout($stream, (int) $left, (int) (($left - (int) $left) * 1_000_000));
            $chunk = fread($stream, self::CHUNK);
            if ($chunk === false || ($chunk === '' && stream_get_meta_data($stream)['timed_out'])) {
                throw new TransportException('no reply in time', true);
            }
            $body .= $chunk;
        }
        return $body;
    }
}
