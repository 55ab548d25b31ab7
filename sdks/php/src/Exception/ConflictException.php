<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** 409: it does not fit with what is there. */
final class ConflictException extends MigomailException
{
}
