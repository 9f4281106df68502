"""Answers given anonymously are closed for the database until the box is opened.

The key is made of the secret of the installation, which the database and its backups do not hold.
"""

import base64
import hashlib
import json
import secrets
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _

from kernel.refusals import Refusal

PURPOSE = b"anonymous answers:"
NO_TIME = 0


class OtherSecret(Refusal):
    """The answers were closed with a secret that this installation does not know."""


def random_key() -> str:
    """A number that says nothing about when a row was made."""
    return secrets.token_hex(16)


def seal(said: dict[str, Any]) -> str:
    """Close what was answered. The moment of sealing, which the token would name, is left out."""
    return _locks().encrypt_at_time(json.dumps(said).encode(), NO_TIME).decode()


def unseal(sealed: str) -> dict[str, Any]:
    """Open it again, also after a change of the secret. Raises OtherSecret."""
    try:
        opened: dict[str, Any] = json.loads(_locks().decrypt(sealed.encode()))
    except InvalidToken as trouble:
        raise OtherSecret(
            _(
                "The anonymous answers were closed with another SECRET_KEY. Ask the technical "
                "administrator to add it to SECRET_KEY_FALLBACKS, then close the campaign again."
            )
        ) from trouble
    return opened


def _locks() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(PURPOSE + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
