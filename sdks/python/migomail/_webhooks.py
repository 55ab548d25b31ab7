"""Checks what comes to a webhook's endpoint."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import time
from typing import Callable, List, Mapping, Optional, Sequence, Union

from . import types

TOLERANCE = 300


class WebhookVerificationError(Exception):
    """What came is not a call of Migomail's, or is not one any more: answer it with 400.

    code  missing_header, invalid_timestamp, timestamp_out_of_range, signature_mismatch or invalid_body
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class WebhookVerifier:
    """Checks that a call to a webhook's endpoint is one of Migomail's, by the Standard Webhooks scheme.

    While a secret is rotated give the new and the old one. Events come at least once: tell repeats by their id. Raises
    ValueError where there is no secret, or one is none. Safe for use by several threads.
    """

    def __init__(self, secrets: Union[str, Sequence[str]], *, clock: Callable[[], float] = time.time) -> None:
        given = [secrets] if isinstance(secrets, str) else list(secrets)
        keys = [_decode(secret[6:] if secret.startswith("whsec_") else secret) for secret in given]
        if not keys or not all(keys):
            raise ValueError("a webhook has at least one secret, each whsec_ and base64")
        self._keys: List[bytes] = [key for key in keys if key]
        self._clock = clock

    def verify(self, body: Union[bytes, str], headers: Mapping[str, str]) -> types.Event:
        """The event that was brought. The body must be exactly as it came; names of headers may be in any case.

        Raises WebhookVerificationError where the signature is not by any of the secrets, or older or newer than five minutes.
        """
        raw = body.encode("utf-8") if isinstance(body, str) else body
        by_name = {name.lower(): value for name, value in headers.items()}
        identity, timestamp, signatures = (
            _header(by_name, name) for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
        )
        self._check_time(timestamp)
        signed = f"{identity}.{timestamp}.".encode("utf-8") + raw
        match = False
        for key in self._keys:
            expected = hmac.new(key, signed, hashlib.sha256).digest()
            for each in signatures.split(" "):
                given = _decode(each[3:]) if each.startswith("v1,") else None
                match |= given is not None and hmac.compare_digest(expected, given)
        if not match:
            raise WebhookVerificationError("signature_mismatch", "no signature is by one of the secrets")
        try:
            event = json.loads(raw)
        except ValueError as e:
            raise WebhookVerificationError("invalid_body", "the body is not an event") from e
        if not isinstance(event, dict):
            raise WebhookVerificationError("invalid_body", "the body is not an event")
        return event  # type: ignore[return-value]

    def _check_time(self, timestamp: str) -> None:
        if not re.fullmatch(r"[0-9]{1,11}", timestamp):
            raise WebhookVerificationError("invalid_timestamp", "webhook-timestamp must be Unix seconds")
        if abs(int(self._clock()) - int(timestamp)) > TOLERANCE:
            raise WebhookVerificationError(
                "timestamp_out_of_range", "webhook-timestamp is more than five minutes from now"
            )

    def __repr__(self) -> str:
        """Without its secrets."""
        return f"WebhookVerifier({len(self._keys)} secrets)"


def _header(headers: Mapping[str, str], name: str) -> str:
    if name not in headers:
        raise WebhookVerificationError("missing_header", f"{name} is missing")
    return headers[name]


def _decode(text: str) -> Optional[bytes]:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
