"""Close a stream with a password: AES-256-GCM in portions, so that size does not matter.

Each portion is bound to its place, and the last one says that it is the last: a file that was
cut, reordered or altered does not open. The key is made of the password and a salt of the file.
"""

import io
import os
import struct
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext_lazy as _

from kernel.refusals import Refusal

MAGIC = b"mentoring backup 1\n"
SALT_BYTES = 16
PORTION = 1 << 20
LENGTH = struct.Struct(">I")
MORE, LAST = b"more", b"last"
LONGEST = PORTION + 16
CLOSED = _("The backup does not open: the password is another one, or the file is damaged.")


class NotOurs(Refusal):
    """The file is no backup of this program."""


class DoesNotOpen(Refusal):
    """The password is another one, or the file was cut or altered."""


def key_of(password: str, salt: bytes) -> bytes:
    """Make the key: slow on purpose, so that passwords cannot be tried by the million."""
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(password.encode())


class Sealed(io.RawIOBase):
    """Write here; `target` receives what only the password opens. Closing writes the end."""

    def __init__(self, target: IO[bytes], password: str) -> None:
        salt = os.urandom(SALT_BYTES)
        target.write(MAGIC + salt)
        self.target = target
        self.lock = AESGCM(key_of(password, salt))
        self.count = 0
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # any buffer is taken
        """Take some bytes; whole portions go out at once."""
        self.waiting += data
        while len(self.waiting) > PORTION:
            self._put(bytes(self.waiting[:PORTION]), MORE)
            del self.waiting[:PORTION]
        return len(data)

    def close(self) -> None:
        """Write what is left, marked as the last portion."""
        if not self.closed:
            self._put(bytes(self.waiting), LAST)
            super().close()

    def _put(self, portion: bytes, mark: bytes) -> None:
        closed = self.lock.encrypt(_nonce(self.count), portion, mark)
        self.target.write(LENGTH.pack(len(closed)) + closed)
        self.count += 1


class Opened(io.RawIOBase):
    """Read here what `Sealed` has written."""

    def __init__(self, source: IO[bytes], password: str) -> None:
        if source.read(len(MAGIC)) != MAGIC:
            raise NotOurs(_("This file is no backup of this program."))
        self.source = source
        self.lock = AESGCM(key_of(password, source.read(SALT_BYTES)))
        self.count = 0
        self.ready = b""
        self.next = source.read(LENGTH.size)
        if not self.next:
            raise DoesNotOpen(CLOSED)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer is filled
        """Give some bytes; none at the end."""
        while not self.ready and self.next:
            self.ready = self._take()
        given = self.ready[: len(buffer)]
        buffer[: len(given)] = given
        self.ready = self.ready[len(given) :]
        return len(given)

    def _take(self) -> bytes:
        length = LENGTH.unpack(self.next)[0] if len(self.next) == LENGTH.size else LONGEST + 1
        closed = self.source.read(length) if length <= LONGEST else b""
        self.next = self.source.read(LENGTH.size)
        try:
            portion = self.lock.decrypt(_nonce(self.count), closed, MORE if self.next else LAST)
        except InvalidTag:
            raise DoesNotOpen(CLOSED) from None
        self.count += 1
        return portion


def _nonce(count: int) -> bytes:
    return count.to_bytes(12, "big")
