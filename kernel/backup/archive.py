"""The file of a backup: what it is, the tables, the uploaded files, and the sums of all of them."""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext_lazy as _

from kernel.backup.sealing import DoesNotOpen, Opened, Sealed
from kernel.backup.tables import Sum, dump, models_of

ABOUT, SUMS = "about.json", "sums.json"
TABLES, FILES = "tables", "files"
IN_MEMORY = 32 << 20
DAMAGED = _("The backup is damaged: %(name)s does not say what was written.")


@dataclass(frozen=True)
class About:
    """What a backup is of: when it was made, and by which version of the tables."""

    made_at: str
    migrations: list[list[str]]


@dataclass
class Sums:
    """What was written, counted."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(int(said["rows"]) for said in self.tables.values())

    def of_table(self, label: str) -> Sum:
        """What a table said."""
        return Sum(**self.tables[label])


def folder_of_files() -> Path:
    """Where uploaded files lie."""
    return Path(default_storage.path(""))


def write(target: IO[bytes], *, password: str, now: datetime) -> Sums:
    """Write everything as it stands at one moment."""
    sums = Sums()
    with Sealed(target, password) as sealed, tarfile.open(fileobj=sealed, mode="w|gz") as tar:
        with one_moment():
            applied = sorted(MigrationRecorder(connection).applied_migrations())
            about = About(now.isoformat(), [list(key) for key in applied])
            _add(tar, ABOUT, json.dumps(asdict(about)).encode())
            for model in models_of(apps):
                label = model._meta.label_lower
                with tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(settings.VAR_DIR)) as rows:
                    sums.tables[label] = asdict(dump(model, rows))
                    _add_stream(tar, f"{TABLES}/{label}", rows)
        for name in _file_names():
            with (folder_of_files() / name).open("rb") as file:
                sums.files[name] = digest_of(file)
                _add_stream(tar, f"{FILES}/{name}", file)
        _add(tar, SUMS, json.dumps(asdict(sums)).encode())
    return sums


@contextmanager
def one_moment() -> Iterator[None]:
    """Read all tables as they stand at one moment, without making those who write wait."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        else:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@dataclass(frozen=True)
class Entry:
    """One part of a backup while it is read: a table, a file, or one of the two papers."""

    kind: str
    name: str
    content: IO[bytes]


def entries(source: IO[bytes], *, password: str) -> Iterator[Entry]:
    """Read a backup part by part, in the order it was written."""
    opened = io.BufferedReader(Opened(source, password), 1 << 20)
    try:
        with tarfile.open(fileobj=opened, mode="r|gz") as tar:
            for member in tar:
                content = tar.extractfile(member)
                kind, _slash, name = member.name.partition("/")
                if content is not None:
                    yield Entry(
                        kind, name.removesuffix(".jsonl") if kind == TABLES else name, content
                    )
    except (tarfile.TarError, EOFError, OSError) as trouble:
        raise DoesNotOpen(DAMAGED % {"name": trouble}) from None


def check(source: IO[bytes], *, password: str) -> tuple[About, Sums]:
    """Read a backup to its end, comparing every part with its sum; nothing is restored."""
    papers, found = {}, Sums()
    for entry in entries(source, password=password):
        if entry.kind == TABLES:
            found.tables[entry.name] = asdict(_sum_of_lines(entry.content))
        elif entry.kind == FILES:
            found.files[entry.name] = digest_of(entry.content)
        else:
            papers[entry.kind] = json.loads(entry.content.read())
    if papers.keys() != {ABOUT, SUMS}:
        raise DoesNotOpen(DAMAGED % {"name": SUMS})
    said = Sums(**papers[SUMS])
    wrong = [*_differing(said.tables, found.tables), *_differing(said.files, found.files)]
    if wrong:
        raise DoesNotOpen(DAMAGED % {"name": wrong[0]})
    return About(**papers[ABOUT]), said


def digest_of(content: IO[bytes]) -> str:
    """The sum of a file, read piece by piece."""
    digest = hashlib.sha256()
    while piece := content.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def _differing(said: Mapping[str, object], found: Mapping[str, object]) -> list[str]:
    names = sorted(said.keys() | found.keys())
    return [name for name in names if said.get(name) != found.get(name)]


def place_of(folder: Path, name: str) -> Path:
    """Where a file goes: always inside the folder, whatever the backup says."""
    parts = PurePosixPath(name).parts
    if not parts or any(part in {"..", "/"} for part in parts):
        raise DoesNotOpen(DAMAGED % {"name": name})
    return folder.joinpath(*parts)


def _sum_of_lines(content: IO[bytes]) -> Sum:
    lines = iter(content)
    next(lines, None)
    digest, count = hashlib.sha256(), 0
    for line in lines:
        digest.update(line)
        count += 1
    return Sum(count, digest.hexdigest())


def _file_names() -> list[str]:
    folder = folder_of_files()
    found = folder.rglob("*") if folder.is_dir() else ()
    return sorted(file.relative_to(folder).as_posix() for file in found if file.is_file())


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    _add_stream(tar, name, io.BytesIO(content))


def _add_stream(tar: tarfile.TarFile, name: str, content: Any) -> None:
    info = tarfile.TarInfo(name)
    content.seek(0, io.SEEK_END)
    info.size = content.tell()
    content.seek(0)
    tar.addfile(info, content)
