<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** No reply: connection_failed or timeout. Whether the request arrived is not known. */
final class ConnectionException extends MigomailException
{
}
