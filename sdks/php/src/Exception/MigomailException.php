<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** A call that did not succeed; its subclass tells the kind, its code the reason. */
class MigomailException extends \RuntimeException
{
    /** @var string of the API's list of errors, or connection_failed, timeout, unexpected_answer */
    public $code;

    /**
     * @param int $status of HTTP; 0 = there was no reply
     * @param string|null $requestId what the request is called in the server's logs; null where the server did not say
     * @param bool $retryable whether the same call may succeed later
     * @param float|null $retryAfter seconds that the server asks to wait for; null where it does not say
     * @param list<array{pointer: string, code: string, message: string}> $errors what is wrong with each field
     */
    public function __construct(
        string $message,
        string $code,
        public readonly int $status = 0,
        public readonly ?string $requestId = null,
        public readonly bool $retryable = false,
        public readonly ?float $retryAfter = null,
        public readonly array $errors = [],
        ?\Throwable $previous = null,
    ) {
        parent::__construct("$code: $message" . ($requestId === null ? '' : " ($requestId)"), 0, $previous);
        $this->code = $code;
    }
}
