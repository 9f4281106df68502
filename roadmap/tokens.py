"""Secret addresses of calendars: made of what the database does not hold, kept only as digests."""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

CALENDAR = "roadmap.calendar"
BYTES = 24


def new_nonce() -> str:
    """A random seed, 128 bits."""
    return secrets.token_hex(16)


def calendar_token(nonce: str) -> str:
    """The secret part of an address, 192 bits of a seed and the installation's own secret."""
    made = salted_hmac(CALENDAR, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made[:BYTES]).decode()


def digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
