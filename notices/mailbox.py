"""Letters kept as files, where no mail server is set: an administrator reads them here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

FILES = "django.core.mail.backends.filebased.EmailBackend"
NAME = re.compile(r"\d{8}-\d{6}-\d+\.log")
BETWEEN = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class KeptLetter:
    """One letter as it would have reached its reader."""

    name: str
    to: str
    subject: str
    written_at: datetime | None
    body: str


def are_kept() -> bool:
    """Tell whether letters go into files instead of to a mail server."""
    return bool(settings.EMAIL_BACKEND == FILES)


def kept_names() -> list[str]:
    """The files there are, the latest first: their names begin with the moment."""
    folder = Path(settings.EMAIL_FILE_PATH)
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((file.name for file in found if NAME.fullmatch(file.name)), reverse=True)


def forget_before(moment: datetime) -> int:
    """Remove the files written before a moment, and tell how many there were."""
    old = [
        file
        for file in (Path(settings.EMAIL_FILE_PATH) / name for name in kept_names())
        if datetime.fromtimestamp(file.stat().st_mtime, tz=UTC) < moment
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def letters_in(name: str) -> list[KeptLetter]:
    """Read the letters of one file; none when there is no such file."""
    file = Path(settings.EMAIL_FILE_PATH) / name
    if not NAME.fullmatch(name) or not file.is_file():
        return []
    return list(_letters(name, file.read_bytes()))


def _letters(name: str, content: bytes) -> Iterator[KeptLetter]:
    for part in filter(None, map(bytes.strip, content.split(BETWEEN))):
        letter = message_from_bytes(part, policy=policy.default)
        text = letter.get_body(preferencelist=("plain",))
        date = letter["Date"]
        # A moment «-0000» is in UTC and says nothing of the sender's own zone.
        written_at = date.datetime.replace(tzinfo=date.datetime.tzinfo or UTC) if date else None
        yield KeptLetter(
            name=name,
            to=str(letter["To"] or ""),
            subject=str(letter["Subject"] or ""),
            written_at=written_at,
            body=str(text.get_content()) if text else "",
        )
