<?php

declare(strict_types=1);

namespace Migomail\Exception;

/** 401: the key, or the signature, is not accepted. */
final class AuthenticationException extends MigomailException
{
}
