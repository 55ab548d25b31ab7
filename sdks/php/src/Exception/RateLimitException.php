<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** 429: too many requests. */
final class RateLimitException extends MigomailException
{
}
