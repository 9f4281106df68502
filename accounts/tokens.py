"""Secrets of links and cards: made of what the database does not hold, kept only as digests."""

import base64
import hashlib
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

INVITATION = "accounts.invitation"
CARD = "accounts.card"
PIN_DIGITS = 6


def new_nonce() -> str:
    """A random seed, 128 bits."""
    return secrets.token_hex(16)


def new_token() -> str:
    """A random token for a link, 144 bits."""
    return secrets.token_urlsafe(18)


def invitation_token(nonce: str) -> str:
    """The token of an invitation, made of its seed and the secret of the installation."""
    made = salted_hmac(INVITATION, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made[:24]).decode()


def digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_pin() -> str:
    """A random PIN of six digits."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"


def pin_hash(token_digest: str, pin: str, *, secret: str | bytes | None = None) -> str:
    """What the database keeps of a PIN; nobody guesses it without the installation's secret."""
    salted = salted_hmac(CARD, f"{token_digest}:{pin}", secret=secret, algorithm="sha256")
    return salted.hexdigest()


def pin_fits(token_digest: str, pin: str, kept: str) -> bool:
    """Tell whether the PIN is the card's, also after a change of the installation's secret."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(pin_hash(token_digest, pin, secret=key), kept) for key in keys)
