"""The client."""

from __future__ import annotations

import os
import random as randomness
import re
import time
from typing import Any, Callable, Optional
from urllib.parse import urlsplit

from ._caller import Caller
from ._resources import Resources
from ._transport import HttpTransport, Reply, Request

LOCAL_RUN = "http://127.0.0.1:8080"


class Migomail(Resources):
    """A client of the API with one API key. Safe for use by several threads; an application needs one.

    key             the API key; None = that in MIGO_API_KEY
    base_url        where the API is; None = MIGO_BASE_URL, else the local run
    timeout         seconds for one attempt, the body of the answer included
    max_retries     attempts after the first one, 0 = none
    signing_secret  of the API key, migo_ss_…; None = requests are not signed
    transport       takes a Request and seconds, returns a Reply; raises TimeoutError or another OSError
    clock           Unix seconds
    random          has random() and getrandbits(); of idempotency keys, jitter and timestamps of signatures
    sleeper         waits for so many seconds

    Raises ValueError where there is no key, or an option is out of range.
    """

    def __init__(
        self,
        key: Optional[str] = None,
        *,
        base_url: Optional[str] = None,
        timeout: float = 30.0,
        max_retries: int = 3,
        signing_secret: Optional[str] = None,
        transport: Optional[Callable[[Request, float], Reply]] = None,
        clock: Callable[[], float] = time.time,
        random: Optional[Any] = None,
        sleeper: Callable[[float], None] = time.sleep,
    ) -> None:
        key = (key if key is not None else os.environ.get("MIGO_API_KEY", "")).strip()
        if not key:
            raise ValueError("no API key: give one, or set MIGO_API_KEY")
        if not re.fullmatch(r"[\x21-\x7e]+", key):
            raise ValueError("the API key holds a character that none has")
        url = base_url if base_url is not None else os.environ.get("MIGO_BASE_URL", LOCAL_RUN)
        url = url.strip().rstrip("/")
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise ValueError("the base URL must be one of http or https")
        if timeout <= 0:
            raise ValueError("the timeout must be positive")
        if max_retries < 0:
            raise ValueError("max_retries must not be negative")
        self.base_url = url
        self.timeout = timeout
        self.max_retries = max_retries
        super().__init__(
            Caller(
                key=key,
                base_url=url,
                timeout=timeout,
                max_retries=max_retries,
                signing_secret=signing_secret,
                transport=transport or HttpTransport(),
                clock=clock,
                random=random or randomness.SystemRandom(),
                sleeper=sleeper,
            )
        )

    def __repr__(self) -> str:
        """Without its secrets."""
        return f"Migomail(base_url={self.base_url!r}, timeout={self.timeout}, max_retries={self.max_retries})"
