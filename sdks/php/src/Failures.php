<?php

declare(strict_types=1);

namespace Migomail;

use Migomail\Exception\AuthenticationException;
use Migomail\Exception\ConflictException;
use Migomail\Exception\ConnectionException;
use Migomail\Exception\InvalidRequestException;
use Migomail\Exception\MigomailException;
use Migomail\Exception\NotFoundException;
use Migomail\Exception\PermissionDeniedException;
use Migomail\Exception\RateLimitException;
use Migomail\Exception\ServerException;

/**
 * Tells what went wrong from a reply, or from there being none.
 *
 * @internal
 */
final class Failures
{
    /** Of a reply that is no success. */
    public static function ofReply(Reply $reply, float $now): MigomailException
    {
        $status = $reply->status;
        $problem = json_decode($reply->body, true);
        $problem = is_array($problem) ? $problem : [];
        $code = (string) ($problem['code'] ?? 'unexpected_answer');
        $conflict = $status === 409 && $code === 'conflict';
        $kind = self::kind($status);
        return new $kind(
            (string) ($problem['message'] ?? "HTTP status $status"),
            code: $code,
            status: $status,
            requestId: $problem['request_id'] ?? $reply->headers['x-request-id'] ?? null,
            retryable: in_array($status, [408, 429], true) || $status >= 500 || $conflict,
            retryAfter: self::retryAfter($reply->headers['retry-after'] ?? null, $now),
            errors: is_array($problem['errors'] ?? null) ? $problem['errors'] : [],
        );
    }

    /** Of a success whose body is not what it should be. */
    public static function notTheApis(Reply $reply): MigomailException
    {
        return new ServerException(
            'the body of the answer is not what the API answers',
            code: 'unexpected_answer',
            status: $reply->status,
            requestId: $reply->headers['x-request-id'] ?? null,
        );
    }

    /** Of an attempt without a reply. */
    public static function noReply(TransportException $cause): MigomailException
    {
        return new ConnectionException(
            $cause->getMessage(),
            code: $cause->timeout ? 'timeout' : 'connection_failed',
            retryable: true,
            previous: $cause,
        );
    }

    /** @return class-string<MigomailException> */
    private static function kind(int $status): string
    {
        return match (true) {
            $status === 401 => AuthenticationException::class,
            $status === 403 => PermissionDeniedException::class,
            $status === 404, $status === 410 => NotFoundException::class,
            $status === 409 => ConflictException::class,
            $status === 429 => RateLimitException::class,
            $status >= 400 && $status < 500 => InvalidRequestException::class,
            default => ServerException::class,
        };
    }

    /** RFC 9110 section 10.2.3: seconds, or a date. Null where there is neither. */
    private static function retryAfter(?string $value, float $now): ?float
    {
        if ($value === null) {
            return null;
        }
        if (preg_match('/^[0-9]{1,9}$/D', $value) === 1) {
            return (float) $value;
        }
        $until = \DateTimeImmutable::createFromFormat('D, d M Y H:i:s \G\M\T', $value, new \DateTimeZone('UTC'));
        return $until === false ? null : max(0.0, $until->getTimestamp() - $now);
    }
}
