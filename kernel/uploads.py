"""Files that people send: known by what they hold, never by what they call themselves."""

import hashlib
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.refusals import Refusal

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024
NAME_LIMIT = 200

_PDF, _JPEG, _PNG, _ZIP = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"
# What a file of each kind begins with; office files are archives.
SIGNATURES = {
    "pdf": _PDF,
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": _PNG,
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "odp": _ZIP,
}
DOCUMENTS = frozenset(SIGNATURES)
SCANS = frozenset({"pdf", "jpg", "jpeg", "png"})


class UploadRefused(Refusal):
    """The file is too big, of a kind that is not taken, or not what its name says."""


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: its own name, its bytes and their fingerprint."""

    name: str
    content: bytes
    sha256: str

    @property
    def size(self) -> int:
        """How many bytes."""
        return len(self.content)


def take(
    sent: "UploadedFile[Any]",
    *,
    kinds: Collection[str],
    most_megabytes: int,
    allowed_words: str | Promise,
) -> Upload:
    """Read a file that somebody has sent, or refuse it with a sentence.

    `allowed_words` names the kinds for people: «PDF, JPEG или PNG».
    """
    name = PurePath((sent.name or "").replace("\\", "/")).name[-NAME_LIMIT:]
    if (sent.size or 0) > most_megabytes * MEGABYTE:
        raise UploadRefused(
            _("The file “%(name)s” is larger than %(limit)d MB. Make it smaller and send it again.")
            % {"name": name, "limit": most_megabytes}
        )
    kind = PurePath(name).suffix.lower().removeprefix(".")
    if kind not in kinds:
        raise UploadRefused(
            _("Files like “%(name)s” are not taken. Send: %(allowed)s.")
            % {"name": name, "allowed": allowed_words}
        )
    content = sent.read()
    if not _is(kind, content):
        raise UploadRefused(
            _("The file “%(name)s” is damaged or of another kind. Save it anew and send it again.")
            % {"name": name}
        )
    return Upload(name, content, hashlib.sha256(content).hexdigest())


def _is(kind: str, content: bytes) -> bool:
    signature = SIGNATURES[kind]
    if not content.startswith(signature):
        return False
    return signature != _ZIP or _is_office_file(content)


def _is_office_file(content: bytes) -> bool:
    """Look whether the archive can be opened and carries no macros."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return not any(name.endswith("vbaProject.bin") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError):
        return False
