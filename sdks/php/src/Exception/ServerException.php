<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** 5xx, or an answer that is not one of the API. */
final class ServerException extends MigomailException
{
}
