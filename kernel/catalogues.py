"""The catalogues of the Russian interface: compiled without gettext, and found complete or not."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = "ru"
PLURAL_FORMS = 3
BESIDE = Path("locale") / LOCALE / "LC_MESSAGES" / "django.po"
SOURCES = {".py", ".html", ".txt", ".po"}
NEVER_SEARCHED = frozenset(
    {".venv", ".git", "var", "static", "staticfiles", "node_modules"}
    | {"tests", "benchmarks", "docs", "script"}
)
# -P: kernel/calendar.py must not be taken for Python's own calendar when we stand in kernel/.
DJANGO = (sys.executable, "-P", "-m", "django")

MessageKey = tuple[str, str]


@dataclass(frozen=True)
class Fault:
    """One string of one catalogue that would reach people in English or garbled."""

    room: str
    text: str
    reason: str

    def __str__(self) -> str:
        return f"{self.room}: {self.reason}: {self.text!r}"


@dataclass(frozen=True)
class Room:
    """A folder with a catalogue of its own: a room, or the root for templates/ and mentoring/."""

    root: Path
    name: str

    @property
    def folder(self) -> Path:
        """The folder whose sources the catalogue translates."""
        return self.root / self.name

    @property
    def po(self) -> Path:
        """The catalogue that people edit."""
        return self.folder / BESIDE

    @property
    def mo(self) -> Path:
        """The catalogue that Django reads."""
        return self.po.with_suffix(".mo")


def rooms(root: Path, names: list[str]) -> list[Room]:
    """Return the rooms and the root, each with its catalogue."""
    return [Room(root, name) for name in [*names, "."]]


def compile_all(places: list[Room]) -> int:
    """Write the catalogues that Django reads, where they are missing or old. Return how many."""
    count = 0
    for place in places:
        if place.po.exists() and not _is_fresh(place):
            draft = place.mo.with_suffix(f".{os.getpid()}.tmp")
            with draft.open("wb") as stream:
                write_mo(stream, _read(place.po))
            draft.replace(place.mo)
            count += 1
    return count


def update_all(places: list[Room]) -> None:
    """Bring the strings of the sources into the catalogues. Needs gettext."""
    for place in places:
        _make_messages(place, [other.name for other in places if other is not place])


def faults(places: list[Room]) -> list[Fault]:
    """Find what is untranslated, doubtful, garbled, or missing from a catalogue."""
    found = [fault for place in places for fault in _faults_inside(place)]
    found += _clashes(places)
    with tempfile.TemporaryDirectory() as folder:
        copies = [Room(Path(folder), place.name) for place in places]
        _copy_sources(places[0].root, Path(folder))
        update_all(copies)
        for place, copy in zip(places, copies, strict=True):
            found += _faults_against(place, copy)
    return found


def _is_fresh(place: Room) -> bool:
    return place.mo.exists() and place.mo.stat().st_mtime >= place.po.stat().st_mtime


def _read(po: Path) -> Catalog:
    with po.open("rb") as stream:
        return read_po(stream, locale=LOCALE)


def _messages(po: Path) -> dict[MessageKey, Message]:
    if not po.exists():
        return {}
    return {_key(message): message for message in _read(po) if message.id}


def _key(message: Message) -> MessageKey:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", text)


def _faults_inside(place: Room) -> Iterator[Fault]:
    if place.po.exists() and _read(place.po).num_plurals != PLURAL_FORMS:
        yield Fault(place.name, "Plural-Forms", f"needs nplurals={PLURAL_FORMS}, see another room")
    for (_context, text), message in _messages(place.po).items():
        said = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        if not all(said):
            yield Fault(place.name, text, "not translated")
        elif message.fuzzy:
            yield Fault(place.name, text, "marked as doubtful (fuzzy)")
        elif isinstance(message.id, tuple) and len(said) != PLURAL_FORMS:
            yield Fault(place.name, text, f"needs {PLURAL_FORMS} plural forms")
        else:
            yield from (Fault(place.name, text, str(error)) for error in message.check())


def _clashes(places: list[Room]) -> Iterator[Fault]:
    """Find one string with two meanings: the Russian of the higher room would stand in both."""
    first: dict[MessageKey, tuple[Room, Message]] = {}
    for place in places:
        for key, message in _messages(place.po).items():
            other, known = first.setdefault(key, (place, message))
            if known.string != message.string:
                reason = f"says otherwise than {other.name}; agree, or give one a context"
                yield Fault(place.name, key[1], reason)


def _faults_against(place: Room, copy: Room) -> Iterator[Fault]:
    known = _messages(place.po)
    for key in _messages(copy.po):
        if key not in known:
            yield Fault(place.name, key[1], "not in the catalogue; run translations --update")


def _copy_sources(source: Path, target: Path) -> None:
    def uninteresting(folder: str, names: list[str]) -> set[str]:
        here = Path(folder)
        files = {name for name in names if not (here / name).is_dir()}
        return set(NEVER_SEARCHED.intersection(names)) | {
            name for name in files if Path(name).suffix not in SOURCES
        }

    shutil.copytree(source, target, ignore=uninteresting, dirs_exist_ok=True)


def _make_messages(place: Room, others: list[str]) -> None:
    """Run Django's own search in one room; the root leaves the rooms to themselves."""
    (place.folder / "locale").mkdir(parents=True, exist_ok=True)
    aside = [*others, *sorted(NEVER_SEARCHED)] if place.name == "." else []
    ignored = [f"--ignore={name}" for name in aside]
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(  # noqa: S603 -- our own interpreter, no shell
        [
            sys.executable,
            "-P",
            "-m",
            "django",
            "makemessages",
            "-l",
            LOCALE,
            "--no-location",
            *ignored,
        ],
        cwd=place.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{place.name}: {done.stderr.strip()}")
