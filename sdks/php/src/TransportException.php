<?php

declare(strict_types=1);

namespace Migomail;

/** What a transport throws where there is no reply. */
final class TransportException extends \RuntimeException
{
    /** @param bool $timeout whether the time was up */
    public function __construct(string $message, public readonly bool $timeout = false)
    {
        parent::__construct($message);
    }
}
