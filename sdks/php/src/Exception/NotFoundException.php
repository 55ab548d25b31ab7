<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** 404 or 410: there is no such resource, or no longer. */
final class NotFoundException extends MigomailException
{
}
