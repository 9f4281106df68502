"""The secret of a link: made of a stored seed and the secret of the installation."""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

_SALT = "participants.consent_link"


def new_nonce() -> str:
    """A random seed, 128 bits."""
    return secrets.token_hex(16)


def link_token(nonce: str, *, salt: str = _SALT) -> str:
    """The token of a link; without the secret of the installation nobody makes it."""
    made = salted_hmac(salt, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made[:24]).decode()


def digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
