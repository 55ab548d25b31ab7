"""Signs requests."""

from __future__ import annotations

import hashlib
import hmac
from typing import Dict


def sign(secret: str, now: float, chance: float, method: str, target: str, body: bytes) -> Dict[str, str]:
    """The headers that sign a request: HMAC-SHA256 of timestamp.METHOD.path?query.hex(sha256(body)).

    A signature is taken once: six digits of chance (0 to 1) after the millisecond tell equal requests apart.
    """
    millis = round(now * 1000)
    timestamp = f"{millis // 1000}.{millis % 1000:03d}{int(chance * 1_000_000):06d}"
    text = f"{timestamp}.{method}.{target}.{hashlib.sha256(body).hexdigest()}"
    signature = hmac.new(secret.encode("utf-8"), text.encode("utf-8"), hashlib.sha256).hexdigest()
    return {"Migo-Timestamp": timestamp, "Migo-Signature": "v1=" + signature}
