"""Carries requests to the API."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from typing import Dict, List, NamedTuple, Optional, Tuple
from urllib.parse import urlsplit

# A server closes what idles; it is not asked on a connection that it may be closing.
IDLE = 4.0
CHUNK = 65536


class Request(NamedTuple):
    """What is sent; the body is empty where there is none."""

    method: str
    url: str
    headers: Dict[str, str]
    body: bytes


class Reply(NamedTuple):
    """What came back; headers by their names in lower case."""

    status: int
    headers: Dict[str, str]
    body: bytes


class HttpTransport:
    """The standard library's HTTP client: keeps connections, follows no redirects. Safe for use by several threads."""

    def __init__(self, context: Optional[ssl.SSLContext] = None) -> None:
        self._context = context
        self._lock = threading.Lock()
        self._kept: Dict[Tuple[str, str], List[Tuple[float, http.client.HTTPConnection]]] = {}

    def __call__(self, request: Request, timeout: float) -> Reply:
        """Waits for the whole reply, for so many seconds at most. Raises TimeoutError, another OSError or HTTPException."""
        deadline = time.monotonic() + timeout
        parts = urlsplit(request.url)
        place = (parts.scheme, parts.netloc)
        connection = self._connection(place, timeout)
        try:
            target = parts.path + ("?" + parts.query if parts.query else "")
            body = request.body if request.body or request.method not in ("GET", "DELETE") else None
            connection.request(request.method, target, body=body, headers=request.headers)
            sock = connection.sock
            sock.settimeout(_left(deadline))
            response = connection.getresponse()
            reply = Reply(response.status, _headers(response), _read(sock, response, deadline))
        except BaseException:
            connection.close()
            raise
        if response.will_close:
            connection.close()
        else:
            with self._lock:
                self._kept.setdefault(place, []).append((time.monotonic(), connection))
        return reply

    def _connection(self, place: Tuple[str, str], timeout: float) -> http.client.HTTPConnection:
        with self._lock:
            kept = self._kept.get(place, [])
            while kept:
                since, connection = kept.pop()
                if time.monotonic() - since < IDLE and connection.sock is not None:
                    connection.sock.settimeout(timeout)
                    return connection
                connection.close()
        scheme, netloc = place
        if scheme == "https":
            return http.client.HTTPSConnection(netloc, timeout=timeout, context=self._context)
        return http.client.HTTPConnection(netloc, timeout=timeout)


def _headers(response: http.client.HTTPResponse) -> Dict[str, str]:
    return {name.lower(): value for name, value in reversed(response.getheaders())}


def _read(sock: socket.socket, response: http.client.HTTPResponse, deadline: float) -> bytes:
    chunks: List[bytes] = []
    while not response.isclosed():
        sock.settimeout(_left(deadline))
        chunk = response.read1(CHUNK)
        if not chunk:
            break
        chunks.append(chunk)
    if response.length:
        raise http.client.IncompleteRead(b"".join(chunks), response.length)
    # Without this a connection that is kept is not ready for its next request.
    response.close()
    return b"".join(chunks)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("no reply in time")
    return left
