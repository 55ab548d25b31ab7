"""Client of the Migomail API.

    from migomail import Migomail

    migo = Migomail("migo_sk_live_…")
    accepted = migo.messages.send({
        "to": "priya@example.com",
        "from": "noreply@yourapp.com",
        "template": "otp-verification-v3",
        "variables": {"otp_code": "847 291", "expires_min": 5, "user_name": "Priya"},
    })
"""

from . import types
from ._client import Migomail
from ._errors import (
    APIConnectionError,
    AuthenticationError,
    ConflictError,
    InvalidRequestError,
    MigomailError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
)
from ._page import Page
from ._transport import HttpTransport, Reply, Request
from ._version import VERSION
from ._webhooks import WebhookVerificationError, WebhookVerifier

__version__ = VERSION

__all__ = [
    "APIConnectionError",
    "AuthenticationError",
    "ConflictError",
    "HttpTransport",
    "InvalidRequestError",
    "Migomail",
    "MigomailError",
    "NotFoundError",
    "Page",
    "PermissionDeniedError",
    "RateLimitError",
    "Reply",
    "Request",
    "ServerError",
    "VERSION",
    "WebhookVerificationError",
    "WebhookVerifier",
    "types",
]
