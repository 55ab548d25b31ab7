"""Makes calls: headers, attempts, answers."""

from __future__ import annotations

import datetime
import http.client
import json
import platform
import re
from typing import Any, Callable, Dict, List, Mapping, Optional, Union
from urllib.parse import quote, urlsplit

from ._errors import MigomailError, no_reply, not_the_apis, of_reply
from ._page import Page
from ._signer import sign
from ._transport import Reply, Request
from ._version import VERSION

FIRST = 0.5
LONGEST = 8.0
# Who is asked to wait for longer is told so instead.
PATIENCE = 60.0
# Answers that say that nothing was done.
NOTHING_DONE = ("busy", "shutting_down")


class Call:
    """One call of an operation, whatever attempts it takes.

    keyed  it has an idempotency key
    once   it would make a second thing, and is repeated only where the answer says that it made none
    """

    def __init__(
        self,
        method: str,
        template: str,
        *parameters: Union[str, int],
        body: Optional[Mapping[str, Any]] = None,
        query: Optional[Mapping[str, Any]] = None,
        keyed: bool = False,
        idempotency_key: Optional[str] = None,
        once: bool = False,
    ) -> None:
        if idempotency_key is not None and not re.fullmatch(r"[\x21-\x7e]{1,256}", idempotency_key):
            raise ValueError("an idempotency key has 1 to 256 printable ASCII characters, no spaces")
        self.method = method
        self.path = template
        for parameter in parameters:
            self.path = re.sub(r"\{[a-z_]+}", lambda _, value=parameter: _segment(str(value)), self.path, count=1)
        self.body = body
        self.query: Dict[str, Any] = dict(query or {})
        self.keyed = keyed
        self.idempotency_key = idempotency_key
        self.once = once

    def at(self, cursor: str) -> "Call":
        """The same of the page at this cursor."""
        return Call(self.method, self.path, query={**self.query, "cursor": cursor}, once=self.once)

    def target(self) -> str:
        """Path and query as they are sent."""
        pairs: List[str] = []
        for name, value in self.query.items():
            values = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
            pairs.extend(f"{_encode(name)}={_encode(_text(each))}" for each in values)
        return self.path + ("?" + "&".join(pairs) if pairs else "")


class Caller:
    """Makes calls. Safe for use by several threads."""

    def __init__(
        self,
        *,
        key: str,
        base_url: str,
        timeout: float,
        max_retries: int,
        signing_secret: Optional[str],
        transport: Callable[[Request, float], Reply],
        clock: Callable[[], float],
        random: Any,
        sleeper: Callable[[float], None],
    ) -> None:
        self._authorization = "Bearer " + key
        self._base_url = base_url
        self._timeout = timeout
        self._max_retries = max_retries
        self._signing_secret = signing_secret
        self._transport = transport
        self._clock = clock
        self._random = random
        self._sleeper = sleeper

    def answer(self, call: Call) -> Any:
        """Makes a call whose answer is one thing."""
        reply = self._reply(call)
        try:
            read = json.loads(reply.body)
        except ValueError as e:
            raise not_the_apis(reply) from e
        if not isinstance(read, dict):
            raise not_the_apis(reply)
        return read

    def page(self, call: Call) -> Page:
        """Makes a call whose answer is a page of a list."""
        return Page(self.answer(call), lambda cursor: self.page(call.at(cursor)))

    def text(self, call: Call) -> str:
        """Makes a call whose answer is a text."""
        return self._reply(call).body.decode("utf-8")

    def nothing(self, call: Call) -> None:
        """Makes a call that has no answer."""
        self._reply(call)

    def _reply(self, call: Call) -> Reply:
        headers = self._headers(call)
        body = b"" if call.body is None else _json(call.body)
        attempt = 0
        while True:
            try:
                reply = self._attempt(call, headers, body)
                if 200 <= reply.status < 300:
                    return reply
                failure = of_reply(reply, self._clock())
            except (OSError, http.client.HTTPException) as e:
                failure = no_reply(e)
                failure.__cause__ = e
            wait = self._wait(call, attempt, failure)
            if wait is None:
                raise failure
            self._sleeper(wait)
            attempt += 1

    def _attempt(self, call: Call, headers: Dict[str, str], body: bytes) -> Reply:
        url = self._base_url + call.target()
        if self._signing_secret is not None:
            parts = urlsplit(url)
            target = parts.path + ("?" + parts.query if parts.query else "")
            signed = sign(self._signing_secret, self._clock(), self._random.random(), call.method, target, body)
            headers = {**headers, **signed}
        return self._transport(Request(call.method, url, headers, body), self._timeout)

    def _headers(self, call: Call) -> Dict[str, str]:
        headers = {
            "Authorization": self._authorization,
            "Accept": "application/json",
            "User-Agent": f"migomail-python/{VERSION} (python {platform.python_version()})",
        }
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        if call.keyed:
            headers["Idempotency-Key"] = call.idempotency_key or f"{self._random.getrandbits(128):032x}"
        return headers

    def _wait(self, call: Call, attempt: int, failure: MigomailError) -> Optional[float]:
        """Seconds to wait before it is tried again; None = it is not.

        That is what the server asks for, and on top of it the upper half of 0.5, 1, 2, 4, 8, 8, … seconds at random, so
        that those who failed together do not come back together.
        """
        asked = failure.retry_after or 0.0
        nothing_done = failure.status in (409, 429) or failure.code in NOTHING_DONE
        may = failure.retryable and (not call.once or nothing_done)
        if not may or attempt >= self._max_retries or asked > PATIENCE:
            return None
        step = min(LONGEST, FIRST * 2 ** min(attempt, 4))
        return asked + step * (0.5 + self._random.random() / 2)


def _json(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_instant).encode("utf-8")


def _instant(value: Any) -> str:
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.isoformat()
    raise TypeError(f"not a value of JSON: {type(value).__name__}")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _instant(value) if isinstance(value, datetime.datetime) else str(value)


def _segment(parameter: str) -> str:
    """A dot segment would be another path, and so would none."""
    if parameter in ("", ".", ".."):
        raise ValueError(f"not an id, alias or address: {parameter!r}")
    return _encode(parameter)


def _encode(text: str) -> str:
    """RFC 3986 section 2.3: all but the unreserved characters."""
    return quote(text, safe="")
