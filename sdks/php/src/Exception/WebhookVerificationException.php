<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** What came to a webhook's endpoint is not a call of Migomail's, or is not one any more: answer it with 400. */
final class WebhookVerificationException extends \RuntimeException
{
    /** @var string missing_header, invalid_timestamp, timestamp_out_of_range, signature_mismatch or invalid_body */
    public $code;

    public function __construct(string $code, string $message)
    {
        parent::__construct($message);
        $this->code = $code;
    }
}
