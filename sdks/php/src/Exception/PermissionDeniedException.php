<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** 403: the key may not do this. */
final class PermissionDeniedException extends MigomailException
{
}
