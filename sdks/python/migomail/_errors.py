"""What can go wrong with a call."""

from __future__ import annotations

import email.utils
import json
import re
import socket
from typing import Any, Dict, List, NamedTuple, Optional

from ._transport import Reply


class FieldError(NamedTuple):
    """What is wrong with one field of a request; the pointer is a JSON pointer into it."""

    pointer: str
    code: str
    message: str


class MigomailError(Exception):
    """A call that did not succeed; its subclass tells the kind, its code the reason.

    code         of the API's list of errors, or connection_failed, timeout, unexpected_answer
    status       of HTTP; 0 = there was no reply
    request_id   what the request is called in the server's logs; None where the server did not say
    retryable    whether the same call may succeed later
    retry_after  seconds that the server asks to wait for; None where it does not say
    errors       what is wrong with each field
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        status: int = 0,
        request_id: Optional[str] = None,
        retryable: bool = False,
        retry_after: Optional[float] = None,
        errors: Optional[List[FieldError]] = None,
    ) -> None:
        super().__init__(f"{code}: {message}" + (f" ({request_id})" if request_id else ""))
        self.code = code
        self.status = status
        self.request_id = request_id
        self.retryable = retryable
        self.retry_after = retry_after
        self.errors = errors or []


class AuthenticationError(MigomailError):
    """401: the key, or the signature, is not accepted."""


class PermissionDeniedError(MigomailError):
    """403: the key may not do this."""


class NotFoundError(MigomailError):
    """404 or 410: there is no such resource, or no longer."""


class ConflictError(MigomailError):
    """409: it does not fit with what is there."""


class InvalidRequestError(MigomailError):
    """Another 4xx: the request is not valid; errors tells where."""


class RateLimitError(MigomailError):
    """429: too many requests."""


class ServerError(MigomailError):
    """5xx, or an answer that is not one of the API."""


class APIConnectionError(MigomailError):
    """No reply: connection_failed or timeout. Whether the request arrived is not known."""


_BY_STATUS = {
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    410: NotFoundError,
    429: RateLimitError,
}


def of_reply(reply: Reply, now: float) -> MigomailError:
    """Of a reply that is no success."""
    problem = _problem(reply.body)
    status = reply.status
    code = str(problem.get("code", "unexpected_answer"))
    kind = _BY_STATUS.get(status, InvalidRequestError if 400 <= status < 500 else ServerError)
    return kind(
        str(problem.get("message", f"HTTP status {status}")),
        code=code,
        status=status,
        request_id=problem.get("request_id", reply.headers.get("x-request-id")),
        retryable=status in (408, 429) or status >= 500 or (status == 409 and code == "conflict"),
        retry_after=_retry_after(reply.headers.get("retry-after"), now),
        errors=[
            FieldError(str(each.get("pointer", "")), str(each.get("code", "")), str(each.get("message", "")))
            for each in problem.get("errors") or []
            if isinstance(each, dict)
        ],
    )


def not_the_apis(reply: Reply) -> MigomailError:
    """Of a success whose body is not what it should be."""
    return ServerError(
        "the body of the answer is not what the API answers",
        code="unexpected_answer",
        status=reply.status,
        request_id=reply.headers.get("x-request-id"),
    )


def no_reply(cause: Exception) -> MigomailError:
    """Of an attempt without a reply."""
    timeout = isinstance(cause, (TimeoutError, socket.timeout))
    code = "timeout" if timeout else "connection_failed"
    return APIConnectionError(str(cause) or type(cause).__name__, code=code, retryable=True)


def _problem(body: bytes) -> Dict[str, Any]:
    try:
        problem = json.loads(body)
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _retry_after(value: Optional[str], now: float) -> Optional[float]:
    """RFC 9110 section 10.2.3: seconds, or a date. None where there is neither."""
    if value is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    except (TypeError, ValueError):
        return None
