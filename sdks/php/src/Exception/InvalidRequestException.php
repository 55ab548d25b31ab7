<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** Another 4xx: the request is not valid; errors tells where. */
final class InvalidRequestException extends MigomailException
{
}
